package io.wetoken.flink.stream;

import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs until it is stopped. Exit status: 1 the job failed for good, 2 wrong command line or settings. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description = "Judges behaviour.raw, keeps live figures and writes the archive, until it is stopped.")
public final class StreamCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, description = "the properties file with the addresses")
    private Path config;

    @Override
    public Integer call() throws Exception {
        StreamConfig settings;
        StreamExecutionEnvironment flink;
        try {
            settings = StreamConfig.from(Settings.load(config));
            flink = StreamEngine.start(settings);
        } catch (IllegalArgumentException | IOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        new StreamTopology(settings).build(flink);
        flink.execute("wetoken stream");
        return 0;
    }
}
