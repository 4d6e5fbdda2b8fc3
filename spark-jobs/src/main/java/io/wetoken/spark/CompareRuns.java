package io.wetoken.spark;

import io.wetoken.recommender.evaluate.Comparison;
import io.wetoken.recommender.interval.Bootstrap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./we reco compare}. Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "./we reco compare",
        mixinStandardHelpOptions = true,
        description = "What a second run found more or less than a first for the same people, and how sure that is.",
        footer = {
            "",
            "Records are written by ./we reco evaluate --record DIR. Both may be the same file, to compare two models of one run.",
            "new users: the fifth with the shortest histories. heavy users: the fifth with the longest.",
            "head items: the fewest items with half of all interactions in train. tail items: all others.",
            "big, middle, small creators: items of the fewest creators with a third of all interactions in train, of the fewest who bring that to two thirds, and",
            "of all others; where both records were made with ./we reco evaluate --creators F, of the same file. Otherwise there are no segments by creators.",
            "95 % interval: of the difference, by resampling people; + or - where it leaves 0 out, on 30 people or more."
        })
public final class CompareRuns implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A.json", description = "The record to compare with.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B.json", description = "The record to compare.")
    private Path after;

    @Option(names = "--model", paramLabel = "NAME", description = "The model of A; default: its first.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--with", paramLabel = "NAME", description = "The model of B; default: that of A.")
    private Optional<String> with = Optional.empty();

    @Option(names = "--resamples", paramLabel = "N", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
    private int resamples;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of the resamples; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write one page with plots, which needs no network.")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("reco compare", new CommandLine(new CompareRuns()));
    }

    @Override
    public Integer call() throws IOException {
        Bootstrap bootstrap = new Bootstrap(seed, resamples, .95);
        RunRecord a = RunRecord.read(before);
        RunRecord b = RunRecord.read(after);
        String first = model.orElseGet(() -> a.models().keySet().iterator().next());
        String second = with.orElse(first);
        require(a.k() == b.k(), "lists of " + a.k() + " and of " + b.k());
        require(
                hash(a, "test").equals(hash(b, "test")),
                "test files with the sha256 " + hash(a, "test") + " and " + hash(b, "test"));
        PrintWriter err = spec.commandLine().getErr();
        for (String file : new String[] {"train", "valid"}) {
            if (!hash(a, file).equals(hash(b, file))) {
                err.println("The two had other files to " + file + " with: segments are those of " + before);
            }
        }
        boolean sameCreators = hash(a, "creators").equals(hash(b, "creators"));
        if (!sameCreators) {
            err.println("The two were told other creators of the items: there are no segments by them");
        }
        if (!a.code().equals(b.code())) {
            err.println("The two were run by different code");
        }
        Comparison found = Comparison.of(
                a.k(),
                sameCreators ? a.asked() : a.asked().withoutCreators(),
                a.model(first, before).hits(),
                b.model(second, after).hits(),
                bootstrap,
                segment -> err.println("Resampling: " + segment));
        ComparisonReport report = new ComparisonReport(a.k(), first, second, found, bootstrap);
        if (html.isPresent()) {
            WholeFile.write(html.get(), ComparisonPage.of(report).getBytes(StandardCharsets.UTF_8));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? report.json() : report.text());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private void require(boolean equal, String difference) {
        if (!equal) {
            throw new IllegalArgumentException(before + " and " + after + " do not compare: they have " + difference
                    + ". Run both on one split with one --k");
        }
    }

    private static String hash(RunRecord record, String file) {
        return record.data().getOrDefault(file, "none");
    }
}
