package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.quality.QualityRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./we reco check}. Exit status: 0 the day is right, 1 it is not, or the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "./we reco check",
        mixinStandardHelpOptions = true,
        description =
                "Whether a closed day is fit to be learnt from: every check, with what was found and what is allowed.",
        footer = {"", "./we reco train checks the same first. 'unsaid' is what days with too few acts do not show."})
public final class CheckDay implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings with archive.dir; default: we.properties of the stack.")
    private List<Path> configs = List.of();

    @Option(names = "--date", required = true, paramLabel = "D", description = "A closed UTC date such as 2026-11-21.")
    private String date;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Option(
            names = "--master",
            paramLabel = "URL",
            defaultValue = "",
            description = "Spark's master; default: what spark-submit says, else local[*].")
    private String master;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("reco check", new CommandLine(new CheckDay()));
    }

    @Override
    public Integer call() throws IOException {
        HadoopSource source = new HadoopSource(TrainingFiles.of(configs).archive(), new Configuration());
        List<ClosedDay> days = window(
                new Archive(source),
                Epoch.parse(date),
                LearningRules.reference().days());
        PrintWriter err = spec.commandLine().getErr();
        err.println("Reading the acts of " + date + " and of the days before");
        try (Scratch scratch = Scratch.create();
                SparkSession session = Session.start("check", master, scratch.path())) {
            QualityRules rules = QualityRules.reference();
            Inspection found = Inspection.of(DayQuality.of(session, source, days, rules), rules);
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? found.json() : found.text());
            out.flush();
            return found.wrong().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    /**
     * The closed days up to one, whose files are as they were closed.
     *
     * @throws IllegalArgumentException when it is not closed itself
     * @throws IOException naming a file that has changed since
     */
    static List<ClosedDay> window(Archive archive, Epoch epoch, int days) throws IOException {
        if (archive.day(epoch).isEmpty()) {
            throw new IllegalArgumentException("Epoch " + epoch + " is not closed: " + Archive.manifestPath(epoch)
                    + " is missing; close it first");
        }
        List<ClosedDay> closed = archive.days(epoch.plusDays(1L - days), epoch);
        for (ClosedDay day : closed) {
            archive.verify(day);
        }
        return closed;
    }
}
