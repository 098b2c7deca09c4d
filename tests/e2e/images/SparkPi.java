package org.apache.spark.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Estimates pi by random points: no package has Spark's own example. */
public final class SparkPi {
  public static void main(String[] arguments) {
    int parts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
    int points = 100_000 * parts;
    SparkSession session = SparkSession.builder().appName("Spark Pi").getOrCreate();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      numbers.add(i);
    }
    long inside = new JavaSparkContext(session.sparkContext()).parallelize(numbers, parts).filter(number -> {
      double x = ThreadLocalRandom.current().nextDouble(-1, 1);
      double y = ThreadLocalRandom.current().nextDouble(-1, 1);
      return x * x + y * y <= 1;
    }).count();
    System.out.println("Pi is roughly " + 4.0 * inside / points);
    session.stop();
  }
}
