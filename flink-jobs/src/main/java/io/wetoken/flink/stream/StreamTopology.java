package io.wetoken.flink.stream;

import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.flink.guard.Candidate;
import io.wetoken.flink.guard.Dedupe;
import io.wetoken.flink.guard.Guard;
import io.wetoken.flink.live.CatalogueLookup;
import io.wetoken.flink.live.LiveFigures;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph. The uids are what checkpoints know the operators by; they never change. */
final class StreamTopology {
    /** Collectors on several machines; only forgetting waits for the watermark, never a verdict. */
    private static final Duration DISORDER = Duration.ofMinutes(1);

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final StreamConfig config;

    StreamTopology(StreamConfig config) {
        this.config = config;
    }

    void build(StreamExecutionEnvironment flink) {
        SingleOutputStreamOperator<Candidate> distinct = Guard.distinct(raw(flink));
        SideOutputDataStream<DuplicateEvent> duplicates = distinct.getSideOutput(Dedupe.DUPLICATES);
        DataStream<JudgedEvent> judged = Guard.examined(
                        distinct, new CatalogueLookup(config.zookeeper()), config.tokens())
                .map(Guard::verdict)
                .returns(JudgedEvent.class)
                .uid("verdict")
                .name("verdict");

        judged.sinkTo(KafkaSinks.judged(config.kafka(), config.transaction()))
                .uid("judged")
                .name("judged");
        String archive = StreamEngine.uri(config.archive());
        judged.sinkTo(ArchiveSinks.judged(archive)).uid("archive").name("archive");
        duplicates
                .sinkTo(ArchiveSinks.duplicates(archive))
                .uid("archive-duplicates")
                .name("archive duplicates");
        new LiveFigures(config.zookeeper()).build(judged, duplicates, corrections(flink));
    }

    private DataStream<Correction> corrections(StreamExecutionEnvironment flink) {
        return flink.fromSource(
                        CorrectionRecords.source(config.kafka()), WatermarkStrategy.noWatermarks(), "corrections")
                .uid("corrections");
    }

    private DataStream<Candidate> raw(StreamExecutionEnvironment flink) {
        SingleOutputStreamOperator<Candidate> raw = flink.fromSource(
                        RawEvents.source(config.kafka()),
                        WatermarkStrategy.<byte[]>forBoundedOutOfOrderness(DISORDER)
                                .withIdleness(IDLE),
                        "raw")
                .uid("raw")
                .process(new DecodeRaw())
                .uid("decode")
                .name("decode");
        raw.getSideOutput(DecodeRaw.UNDECODABLE)
                .sinkTo(KafkaSinks.rejected(config.kafka()))
                .uid("undecodable")
                .name("undecodable");
        return raw;
    }
}
