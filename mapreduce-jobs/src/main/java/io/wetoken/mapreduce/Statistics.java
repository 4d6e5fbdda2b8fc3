package io.wetoken.mapreduce;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The daily statistics of a closed epoch. Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "statistics",
        mixinStandardHelpOptions = true,
        description =
                "Computes indicators, points and affinity of a closed epoch from the archive, with Hadoop MapReduce.")
public final class Statistics implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Settings: archive.dir, epochs.dir.")
    private Path config;

    @Option(
            names = "--date",
            required = true,
            paramLabel = "D",
            description = "The epoch, a UTC date such as 2026-11-21.")
    private String date;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where to write; default: D/statistics in epochs.dir. An existing one is compared, never replaced.")
    private Optional<Path> out;

    @Option(
            names = "--confirmed",
            paramLabel = "FILE",
            description =
                    "Transfers that the chain confirms; default: D/confirmed.csv in epochs.dir where there is one, otherwise none is.")
    private Optional<Path> confirmed;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description =
                    "A Hadoop property, such as mapreduce.framework.name=yarn; what is on the class path counts as well.")
    private Map<String, String> hadoop = Map.of();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return toldBy("statistics", new CommandLine(new Statistics()));
    }

    /** What is wrong with the input is one line and status 2, what else is expected one and status 1. */
    static CommandLine toldBy(String name, CommandLine commands) {
        return commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter err = command.getErr();
            if (failure instanceof IllegalArgumentException) {
                err.println(name + ": " + failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            if (failure instanceof IOException) {
                err.println(name + ": " + failure.getMessage());
            } else {
                failure.printStackTrace(err);
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    @Override
    public Integer call() throws IOException {
        Epoch epoch = Epoch.parse(date);
        StatisticsConfig settings = StatisticsConfig.from(load(config));
        Configuration conf = new Configuration();
        hadoop.forEach(conf::set);
        new DailyStatistics(settings, conf, spec.commandLine().getErr())
                .run(
                        epoch,
                        confirmed.or(() -> Optional.of(settings.epochs().resolve(epoch + "/confirmed.csv"))
                                .filter(Files::exists)),
                        out.orElse(settings.epochs().resolve(epoch + "/statistics")));
        return CommandLine.ExitCode.OK;
    }

    static Settings load(Path file) {
        try {
            return Settings.load(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read the settings in " + file + ": " + e.getMessage(), e);
        }
    }
}
