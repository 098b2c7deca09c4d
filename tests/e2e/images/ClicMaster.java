import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Stands in for CLIC's master, which is in no package: it starts with what the chart says and where the chart
 * says it, keeps tasks in Redis, makes jobs, and answers lines instead of Thrift.
 */
public final class ClicMaster {
  private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 1 && arguments[0].equals("-listen")) {
      listen(Integer.parseInt(arguments[1]));
      return;
    }
    Properties properties = new Properties();
    try (var file = Files.newBufferedReader(Path.of(System.getenv("CLIC_CONF_DIR"), "clic-master.properties"))) {
      properties.load(file);
    }
    same(properties, "thrift.port", "THRIFT_PORT");
    same(properties, "kubernetes.namespace", "NAMESPACE");
    same(properties, "redis.host", "REDIS_HOST");
    same(properties, "redis.port", "REDIS_PORT");
    same(properties, "hdfs.uri", "HDFS_URI");
    same(properties, "spark.master", "SPARK_MASTER");
    String hadoop = System.getenv("HADOOP_CONF_DIR");
    if (hadoop != null && !Files.isReadable(Path.of(hadoop, "core-site.xml"))) {
      throw new IllegalStateException("no core-site.xml in " + hadoop);
    }
    System.out.println("redis: " + redis("SET", "clic", "started"));
    try (ServerSocket server = new ServerSocket(Integer.parseInt(properties.getProperty("thrift.port")))) {
      System.out.println("listens on " + server.getLocalPort());
      while (true) {
        Socket client = server.accept();
        new Thread(() -> serve(client)).start();
      }
    }
  }

  private static void listen(int port) throws IOException {
    try (ServerSocket server = new ServerSocket(port)) {
      while (true) {
        server.accept().close();
      }
    }
  }

  private static void same(Properties properties, String name, String variable) {
    String said = properties.getProperty(name);
    if (said == null ? System.getenv(variable) != null : !said.equals(System.getenv(variable))) {
      throw new IllegalStateException(name + " is " + said + ", " + variable + " is " + System.getenv(variable));
    }
  }

  private static void serve(Socket client) {
    try (client) {
      String line = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8)).readLine();
      if (line != null) {
        PrintStream out = new PrintStream(client.getOutputStream(), true, StandardCharsets.UTF_8);
        try {
          out.println(answer(line.split("\t")));
        } catch (Exception error) {
          out.println("error: " + error.getMessage());
        }
      }
    } catch (IOException error) {
      System.err.println(error);
    }
  }

  private static String answer(String[] words) throws Exception {
    switch (words[0]) {
      case "-list_task":
        return "tasks: " + redis("GET", "tasks");
      case "-submit":
        String name = words.length == 3 ? words[1] : "jar";
        api("POST", "jobs", job(name));
        return "submitted " + name + ", " + redis("SET", "tasks", name);
      case "-task":
        return api("GET", "jobs/" + words[1], "").contains("\"succeeded\":1") ? words[1] + " is done" : words[1] + " runs";
      case "-stage_result":
        return words[2] + " lines of stage " + words[1];
      case "-version":
        return "stand-in 1";
      default:
        return "heard " + String.join(" ", words);
    }
  }

  /** One command to Redis, with the password before it. */
  private static String redis(String... words) throws IOException {
    String host = System.getenv("REDIS_HOST");
    if (host == null) {
      return "none";
    }
    try (Socket socket = new Socket(host, Integer.parseInt(System.getenv("REDIS_PORT")))) {
      PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      if (System.getenv("REDIS_PASSWORD") != null) {
        out.print("AUTH " + System.getenv("REDIS_PASSWORD") + "\r\n");
        out.flush();
        in.readLine();
      }
      out.print(String.join(" ", words) + "\r\n");
      out.flush();
      String answer = in.readLine();
      if (answer.startsWith("-")) {
        throw new IOException("redis says " + answer);
      }
      return answer.startsWith("$") && !answer.equals("$-1") ? in.readLine() : answer;
    }
  }

  /** One request to the API server, with the account of the pod. */
  private static String api(String method, String path, String body) throws Exception {
    String url = "https://kubernetes.default.svc/apis/batch/v1/namespaces/" + System.getenv("NAMESPACE") + "/" + path;
    Process curl = new ProcessBuilder("curl", "-sS", "--fail-with-body", "--cacert", ACCOUNT + "ca.crt", "-X", method, url,
        "-H", "Authorization: Bearer " + Files.readString(Path.of(ACCOUNT + "token")),
        "-H", "Content-Type: application/json", "--data-binary", body).redirectErrorStream(true).start();
    String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (curl.waitFor() != 0) {
      throw new IOException(answer.replace('\n', ' '));
    }
    return answer.replaceAll("\\s", "");
  }

  private static String job(String name) {
    return """
        {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "%s"}, "spec": {"backoffLimit": 0, "template": {"spec": {
          "restartPolicy": "Never", "automountServiceAccountToken": false,
          "securityContext": {"runAsNonRoot": true, "runAsUser": 1000, "seccompProfile": {"type": "RuntimeDefault"}},
          "containers": [{"name": "job", "image": "%s", "command": ["true"],
            "securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}}}]}}}}
        """.formatted(name, System.getenv("JOB_IMAGE"));
  }
}
