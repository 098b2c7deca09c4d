package org.apache.flink.streaming.examples.wordcount;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Counts words and ends: no package has Flink's own example. */
public final class WordCount {
  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.fromData("to", "be", "or", "not", "to", "be")
        .map(word -> Tuple2.of(word, 1)).returns(Types.TUPLE(Types.STRING, Types.INT))
        .keyBy(count -> count.f0)
        .sum(1)
        .print();
    environment.execute("WordCount");
  }
}
