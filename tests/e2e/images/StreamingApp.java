package streaming.core;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands in for MLSQL, which is in no package: its class, its arguments, and POST /run/script. */
public final class StreamingApp {
  private static final Logger LOG = LoggerFactory.getLogger(StreamingApp.class);

  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      settings.put(arguments[i].substring(1), arguments[i + 1]);
    }
    SparkSession session = SparkSession.builder().appName(settings.get("streaming.name")).getOrCreate();
    session.udf().register("pause", (UDF1<Integer, Integer>) milliseconds -> {
      Thread.sleep(milliseconds);
      return 1;
    }, DataTypes.IntegerType);
    int port = Integer.parseInt(settings.get("streaming.driver.port"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/run/script", exchange -> answer(exchange, session));
    server.start();
    LOG.info("listens on {}, settings {}", port, settings);
    Thread.currentThread().join();
  }

  private static void answer(HttpExchange exchange, SparkSession session) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int status = 200;
    String text;
    try {
      String script = "";
      for (String field : body.split("&")) {
        if (field.startsWith("sql=")) {
          script = URLDecoder.decode(field.substring(4), StandardCharsets.UTF_8);
        }
      }
      String query = script.replaceAll("\\s+as\\s+\\w+\\s*;\\s*$", "");
      text = session.sql(query).toJSON().collectAsList().toString();
    } catch (Exception error) {
      status = 500;
      text = String.valueOf(error.getMessage());
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
