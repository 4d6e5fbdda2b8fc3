package io.wetoken.flink.bench;

import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.Settings;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.flink.stream.StreamConfig;
import io.wetoken.flink.stream.StreamEngine;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * What the streaming job is compared with: reads {@code behaviour.raw} to its present end and counts by account, on the same engine with the same settings.
 * Prints how many it counted and in how many milliseconds.
 */
public final class CountJob {
    static final String SAYS = "COUNTED ";
    private static final String COUNTED = "counted";

    private CountJob() {}

    public static void main(String[] args) throws Exception {
        StreamConfig config = StreamConfig.from(Settings.load(Path.of(args[0])));
        StreamExecutionEnvironment flink = StreamEngine.start(config);
        KafkaSource<byte[]> source = KafkaSource.<byte[]>builder()
                .setBootstrapServers(config.kafka())
                .setTopics(Topics.RAW)
                .setGroupId("wetoken-bench-count")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setValueOnlyDeserializer(new Bytes())
                .build();
        flink.fromSource(source, WatermarkStrategy.noWatermarks(), "raw")
                .map(CountJob::actor)
                .returns(Types.STRING)
                .keyBy(actor -> actor)
                .map(new Count())
                .returns(Types.LONG)
                .sinkTo(new DiscardingSink<>());
        JobExecutionResult done = flink.execute("wetoken bench count");
        System.out.println(SAYS + done.getAccumulatorResult(COUNTED) + " " + done.getNetRuntime());
        System.exit(0);
    }

    private static String actor(byte[] value) throws IOException {
        return Wire.RAW.decode(value).getActor();
    }

    private static final class Bytes extends AbstractDeserializationSchema<byte[]> {
        @Override
        public byte[] deserialize(byte[] message) {
            return message;
        }
    }

    private static final class Count extends RichMapFunction<String, Long> {
        static {
            AvroTrust.records(); // Wherever the task runs.
        }

        private final LongCounter counted = new LongCounter();
        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator(COUNTED, counted);
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public Long map(String actor) throws Exception {
            counted.add(1L);
            Long known = count.value();
            count.update(known == null ? 1 : known + 1);
            return count.value();
        }
    }
}
