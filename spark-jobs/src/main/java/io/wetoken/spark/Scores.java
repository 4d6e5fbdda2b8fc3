package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The contribution scores of a closed epoch. Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "scores",
        mixinStandardHelpOptions = true,
        description =
                "Computes base and promotion of a closed epoch from the archive and its statistics, with Spark, by chain address.")
public final class Scores implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Settings: archive.dir, epochs.dir, links.publicKey (links.pub in secrets.dir).")
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
                    "Where to write; default: D/scores in epochs.dir. An existing one is compared, never replaced.")
    private Optional<Path> out;

    @Option(
            names = "--statistics",
            paramLabel = "DIR",
            description = "The day's statistics; default: D/statistics in epochs.dir.")
    private Optional<Path> statistics;

    @Option(
            names = "--addresses",
            paramLabel = "FILE",
            description = "account,address; default: D/addresses.csv in epochs.dir.")
    private Optional<Path> addresses;

    @Option(
            names = "--shares",
            paramLabel = "FILE",
            description = "account,ownerSharePpm,disseminatorSharePpm; default: D/shares.csv in epochs.dir.")
    private Optional<Path> shares;

    @Option(
            names = "--confirmed",
            paramLabel = "FILE",
            description =
                    "Transfers that the chain confirms; default: D/confirmed.csv in epochs.dir where there is one, otherwise none is.")
    private Optional<Path> confirmed;

    @Mixin
    private SparkMaster master = new SparkMaster();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("scores", new CommandLine(new Scores()));
    }

    @Override
    public Integer call() throws IOException {
        Epoch epoch = Epoch.parse(date);
        ScoresConfig settings = ScoresConfig.from(load(config));
        Path day = settings.epochs().resolve(epoch.toString());
        new EpochScores(settings, master.url(), spec.commandLine().getErr())
                .run(
                        epoch,
                        statistics.orElse(day.resolve("statistics")),
                        addresses.orElse(day.resolve("addresses.csv")),
                        shares.orElse(day.resolve("shares.csv")),
                        confirmed.or(
                                () -> Optional.of(day.resolve("confirmed.csv")).filter(Files::exists)),
                        out.orElse(day.resolve("scores")));
        return CommandLine.ExitCode.OK;
    }

    private static Settings load(Path file) {
        try {
            return Settings.load(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read the settings in " + file + ": " + e.getMessage(), e);
        }
    }
}
