package io.wetoken.flink.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The engine that the job runs on: an own one inside this process, or with {@code flink run} the cluster's. */
public final class StreamEngine {
    /** How many key groups states are cut into, and so the most subtasks ever. It can never be changed for kept state. */
    private static final int KEY_GROUPS = 128;

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+:");

    private StreamEngine() {}

    /**
     * @throws IllegalArgumentException when neither a cluster runs the job nor the settings name a port for an own engine; or when a cluster is to run it
     *     from nothing although an earlier run has left checkpoints
     */
    public static StreamExecutionEnvironment start(StreamConfig config) throws IOException {
        Configuration engine = new Configuration();
        checkpoints(config, engine);
        engine.set(PipelineOptions.MAX_PARALLELISM, KEY_GROUPS);
        engine.set(PipelineOptions.OBJECT_REUSE, true);
        // Every type that travels or is kept has a serializer that is known; none falls back to Kryo.
        engine.set(PipelineOptions.GENERIC_TYPES, false);
        // Live figures are to be seen within a second, and an event crosses seven exchanges.
        engine.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(20));
        // Kafka or HBase may be away for long: the job tries again for ever, ever more slowly, and loses nothing.
        engine.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        engine.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(15));
        // Longer than a call to a store that is away takes to fail. By default an hour must pass before a new failure
        // is treated as the first.
        engine.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofSeconds(30));
        boolean submitted = submitted();
        if (!submitted && config.restPort() == 0) {
            // An own engine must resume by itself, or it would archive everything twice.
            throw new IllegalArgumentException(
                    "flink.rest.port is missing; only a job that a cluster runs goes without");
        }
        if (!submitted) {
            embedded(config, engine);
        }
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.getExecutionEnvironment(engine);
        if (submitted) {
            mustResume(config, flink.getConfiguration());
        }
        flink.setParallelism(config.parallelism());
        return flink;
    }

    /** Whether a cluster's client runs the program: it must not end the process then, and what to run on is the client's choice. */
    public static boolean submitted() {
        return !(StreamExecutionEnvironment.getExecutionEnvironment() instanceof LocalStreamEnvironment);
    }

    /** Whoever submits says what to resume from. Forgetting it is refused, for the archive would hold everything twice. */
    private static void mustResume(StreamConfig config, ReadableConfig given) throws IOException {
        if (given.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent()
                || EmbeddedExecutor.NAME.equals(given.get(DeploymentOptions.TARGET))) {
            return; // The latter is an application cluster, which runs the program again when it recovers the job by
            // itself.
        }
        Optional<Path> newest = NewestCheckpoint.in(new Path(uri(config.checkpoints())));
        if (newest.isPresent()) {
            throw new IllegalArgumentException(
                    "flink.checkpoints.dir holds checkpoints of an earlier run: submit with '-s "
                            + newest.get()
                            + "', which is the newest, or with a savepoint that was taken since; a run from nothing"
                            + " would archive everything twice");
        }
    }

    private static void embedded(StreamConfig config, Configuration engine) throws IOException {
        engine.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        engine.set(RestOptions.BIND_PORT, Integer.toString(config.restPort()));
        engine.set(RestOptions.PORT, config.restPort());
        // State is on the heap; managed memory would lie idle.
        engine.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
        engine.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        engine.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        NewestCheckpoint.in(new Path(uri(config.checkpoints()))).ifPresent(newest -> {
            engine.set(StateRecoveryOptions.SAVEPOINT_PATH, newest.toString());
            // The new run owns what it resumed from and deletes it in its turn; nothing piles up.
            engine.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        });
    }

    private static void checkpoints(StreamConfig config, Configuration engine) {
        engine.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        engine.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
        engine.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        engine.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(config.checkpoints()));
        engine.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
        engine.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }

    /** A plain path is a local one. */
    static String uri(String path) {
        return SCHEME.matcher(path).lookingAt()
                ? path
                : java.nio.file.Path.of(path).toAbsolutePath().toUri().toString();
    }
}
