package org.apache.flink.streaming.examples.windowing;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that never ends and remembers the top speed of ten cars: no package has Flink's own example. */
public final class TopSpeedWindowing {
  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.fromSequence(0, Long.MAX_VALUE)
        .map(number -> {
          Thread.sleep(5);
          return number;
        }).returns(Types.LONG)
        .keyBy(number -> number % 10)
        .map(new TopSpeed()).returns(Types.STRING)
        .filter(line -> line.endsWith("00 km/h"))
        .print();
    environment.execute("CarTopSpeedWindowingExample");
  }

  private static final class TopSpeed extends RichMapFunction<Long, String> {
    private transient ValueState<Long> top;

    @Override
    public void open(OpenContext context) {
      top = getRuntimeContext().getState(new ValueStateDescriptor<>("top", Types.LONG));
    }

    @Override
    public String map(Long number) throws Exception {
      Long before = top.value();
      top.update(before == null ? 1 : before + 1);
      return "car " + number % 10 + ": " + top.value() + " km/h";
    }
  }
}
