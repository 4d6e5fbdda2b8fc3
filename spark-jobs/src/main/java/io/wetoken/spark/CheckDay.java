package io.wetoken.spark;

import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.quality.QualityRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private ArchiveDay day = new ArchiveDay();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Mixin
    private SparkMaster master = new SparkMaster();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("reco check", new CommandLine(new CheckDay()));
    }

    @Override
    public Integer call() throws IOException {
        ClosedDays closed = day.closed();
        List<ClosedDay> days =
                closed.window(day.epoch(), LearningRules.reference().days());
        PrintWriter err = spec.commandLine().getErr();
        err.println("Reading the acts of " + day.epoch() + " and of the days before");
        try (Scratch scratch = Scratch.create();
                SparkSession session = master.start("check", scratch)) {
            QualityRules rules = QualityRules.reference();
            Inspection found = Inspection.of(DayQuality.of(session, closed.source(), days, rules), rules);
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? found.json() : found.text());
            out.flush();
            return found.wrong().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }
}
