import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Properties;

// Stands for a service of Linkis 1: it reads the same files from the class path, asks the database for the
// tables with the driver that the chart brings, listens on its port, registers itself with Eureka over
// HTTP, tells it every 4 seconds that it lives, and signs off when it is stopped.
public class LinkisService {
  public static void run() throws Exception {
    String name = System.getProperty("serviceName");
    Properties settings = new Properties();
    load(settings, "linkis.properties");
    load(settings, name + ".properties");
    need(settings, "wds.linkis.server.version", "v1");
    int port = Integer.parseInt(settings.getProperty("spring.server.port"));
    Class.forName(settings.getProperty("wds.linkis.server.mybatis.datasource.driver-class-name"));
    String prefix = "wds.linkis.server.mybatis.datasource.";
    try (Connection database = DriverManager.getConnection(settings.getProperty(prefix + "url"),
            settings.getProperty(prefix + "username"), settings.getProperty(prefix + "password"));
        ResultSet rows = database.createStatement().executeQuery("SELECT resource FROM linkis_cg_rm_external_resource_provider")) {
      rows.next();
      System.out.println(name + ": the database says " + rows.getString(1));
    }
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/", exchange -> {
      byte[] text = (name + " at " + System.getenv("POD_NAME") + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, text.length);
      exchange.getResponseBody().write(text);
      exchange.close();
    });
    server.start();
    String address = InetAddress.getLocalHost().getHostAddress();
    String id = address + ":" + name + ":" + port;
    String[] eurekas = settings.getProperty("spring.eureka.client.serviceUrl.defaultZone").split(",");
    String body = "{\"instance\":{\"instanceId\":\"" + id + "\",\"hostName\":\"" + address + "\",\"app\":\""
        + name.toUpperCase() + "\",\"ipAddr\":\"" + address + "\",\"vipAddress\":\"" + name
        + "\",\"status\":\"UP\",\"port\":{\"$\":" + port + ",\"@enabled\":\"true\"},\"dataCenterInfo\":{\"@class\":"
        + "\"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo\",\"name\":\"MyOwn\"}}}";
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      System.out.println(name + ": signs off, " + any(eurekas, "DELETE", "apps/" + name.toUpperCase() + "/" + id, null));
    }));
    while (true) {
      int answer = any(eurekas, "PUT", "apps/" + name.toUpperCase() + "/" + id, null);
      if (answer != 200) System.out.println(name + ": registers, " + any(eurekas, "POST", "apps/" + name.toUpperCase(), body));
      Thread.sleep(4000);
    }
  }

  static void load(Properties settings, String file) throws Exception {
    try (InputStream text = LinkisService.class.getClassLoader().getResourceAsStream(file)) {
      if (text == null) throw new IllegalStateException(file + " is not on the class path");
      settings.load(text);
    }
  }

  static void need(Properties settings, String key, String value) {
    if (!value.equals(settings.getProperty(key))) throw new IllegalStateException(key + " is " + settings.getProperty(key));
  }

  // The answer of the first Eureka that gives one.
  static int any(String[] eurekas, String method, String path, String body) {
    for (String eureka : eurekas) {
      try {
        HttpURLConnection call = (HttpURLConnection) new URL(eureka + path).openConnection();
        call.setConnectTimeout(3000);
        call.setReadTimeout(5000);
        call.setRequestMethod(method);
        if (body != null) {
          call.setDoOutput(true);
          call.setRequestProperty("Content-Type", "application/json");
          call.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        return call.getResponseCode();
      } catch (Exception next) {
        System.out.println(eureka + ": " + next);
      }
    }
    return 0;
  }
}
