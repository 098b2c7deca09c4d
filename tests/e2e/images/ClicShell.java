import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Stands in for CLIC's shell: it sends its arguments to the master that master-info.config names. */
public final class ClicShell {
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    try (var file = Files.newBufferedReader(Path.of(System.getenv("CLIC_CONF_DIR"), "master-info.config"))) {
      properties.load(file);
    }
    try (Socket socket = new Socket(properties.getProperty("ip"), Integer.parseInt(properties.getProperty("port")))) {
      new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8).println(String.join("\t", arguments));
      String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
      System.out.println(answer);
      if (answer == null || answer.startsWith("error")) {
        System.exit(1);
      }
    }
  }
}
