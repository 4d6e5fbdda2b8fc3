package io.wetoken.flink.judge;

import io.wetoken.flink.guard.Candidate;
import io.wetoken.flink.guard.Guard;
import io.wetoken.flink.guard.OwnerLookup;
import io.wetoken.flink.guard.TokenCheck;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/** The guard as a bounded job on one file, in an own Flink of two slots inside this process. */
final class FileJudge {
    private static final int PARALLELISM = 2;

    private final Path in;
    private final Path out;
    private final TokenCheck tokens;

    /** @param out for {@link FileReview} */
    FileJudge(Path in, Path out, TokenCheck tokens) {
        this.in = in;
        this.out = out;
        this.tokens = tokens;
    }

    /**
     * @param progress told {@code every} so often how far it is
     * @throws ExecutionException with the engine's failure as cause
     */
    JobExecutionResult run(Sink<String> badLines, PrintStream progress, Duration every) throws Exception {
        // The engine unpacks some 24 MB and does not always clear them away before the process ends.
        Path temporary = Files.createTempDirectory("wetoken-judge-");
        try {
            StreamExecutionEnvironment flink =
                    StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration(temporary));
            flink.setRuntimeMode(RuntimeExecutionMode.BATCH);
            build(flink, badLines);
            return await(flink.executeAsync("guard judge"), progress, every);
        } finally {
            FileUtils.deleteDirectoryQuietly(temporary.toFile());
        }
    }

    private void build(StreamExecutionEnvironment flink, Sink<String> badLines) {
        FileSource<Line> lines = FileSource.forRecordStreamFormat(
                        new LineFormat(),
                        new org.apache.flink.core.fs.Path(in.toAbsolutePath().toUri()))
                .build();
        SingleOutputStreamOperator<Numbered> parsed = flink.fromSource(lines, WatermarkStrategy.noWatermarks(), "file")
                .setParallelism(1)
                .process(new ParseLines(in.toString()))
                .setParallelism(1);
        parsed.getSideOutput(ParseLines.BAD).sinkTo(badLines).setParallelism(1);
        DataStream<Candidate> raw = parsed.assignTimestampsAndWatermarks(WatermarkStrategy.<Numbered>noWatermarks()
                        .withTimestampAssigner((numbered, none) -> numbered.order()))
                .setParallelism(1)
                .map(Numbered::candidate)
                .returns(Candidate.class)
                .setParallelism(1);
        SingleOutputStreamOperator<Candidate> distinct = Guard.distinctOfAll(raw);
        Guard.examined(distinct, OwnerLookup.NONE, tokens)
                .keyBy(candidate -> 0)
                .process(new VerdictsInOrder())
                .returns(VerdictsInOrder.TYPE)
                .setParallelism(1)
                .sinkTo(new VerdictsSink(out))
                .setParallelism(1);
    }

    private static JobExecutionResult await(JobClient job, PrintStream progress, Duration every) throws Exception {
        while (true) {
            try {
                return job.getJobExecutionResult().get(every.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                linesRead(job, every)
                        .ifPresent(lines -> progress.println(
                                "guard judge: " + String.format("%,d", lines) + " lines read, judging"));
            }
        }
    }

    /** Empty when nobody answers: the engine goes down as the job ends, shortly before its result is there, and how the job ended is the result's to say. */
    private static Optional<Long> linesRead(JobClient job, Duration within) throws InterruptedException {
        try {
            return Optional.of((Long) job.getAccumulators()
                    .get(within.toNanos(), TimeUnit.NANOSECONDS)
                    .getOrDefault(ParseLines.LINES, 0L));
        } catch (IllegalStateException | ExecutionException | TimeoutException down) {
            return Optional.empty();
        }
    }

    private static Configuration configuration(Path temporary) {
        Configuration config = new Configuration();
        config.set(CoreOptions.TMP_DIRS, temporary.toString());
        config.set(WebOptions.TMP_DIR, temporary.toString());
        config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        config.set(RestOptions.BIND_PORT, "0");
        config.set(PipelineOptions.GENERIC_TYPES, false);
        config.set(PipelineOptions.OBJECT_REUSE, true);
        // Each keyed step sorts in managed memory, and spills to disk beyond it.
        config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        return config;
    }
}
