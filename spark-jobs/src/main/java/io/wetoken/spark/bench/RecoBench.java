package io.wetoken.spark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.bench.Result;
import io.wetoken.recommender.Panel;
import io.wetoken.recommender.evaluate.FeatureFile;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.spark.EvaluationReport;
import io.wetoken.spark.RunConfig;
import io.wetoken.spark.SplitEvaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./we bench reco}: the default model, its search included, beside Spark's ALS on the same split in the same process; then on a half and a quarter of the people.
 * Or, with {@code --workers}, on a cluster of one worker beside one of more.
 */
@Command(
        name = "reco",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures the default model, with the search for its weights, beside Spark's implicit ALS (rank 64, 8 iterations) on one split.",
            "Without --train and --test the split is made up. Each learns an eighth of the people first, untimed, so that neither pays for Java's start.",
            "Peak memory is the process's so far; the default model goes first."
        })
public final class RecoBench implements Callable<Integer> {
    private static final Map<String, String> BASELINE = Map.of("als.rank", "64", "als.iterations", "8", "k", "20");

    @Option(names = "--train", paramLabel = "F", description = "As for ./we reco evaluate.")
    private Optional<Path> train;

    @Option(names = "--test", paramLabel = "F", description = "As for ./we reco evaluate.")
    private Optional<Path> test;

    @Option(names = "--valid", paramLabel = "F", description = "As for ./we reco evaluate.")
    private Optional<Path> valid;

    @Option(names = "--features", paramLabel = "F", arity = "1..*", description = "As for ./we reco evaluate.")
    private List<Path> features = List.of();

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Of the made-up split, 100 to 1000000, with as many items; default: ${DEFAULT-VALUE}.")
    private int people;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "0",
            description = {
                "Instead of ALS: the default model on a standalone Spark cluster of one worker, then of N (2 to 64), each a process with one core.",
                "Fails when they do not learn the same."
            })
    private int workers;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return new CommandLine(new RecoBench()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof IllegalArgumentException) {
                command.getErr().println("bench reco: " + failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            throw failure;
        });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (people < 100 || people > 1_000_000) {
            throw new IllegalArgumentException("--people must be from 100 to 1000000, is " + people);
        }
        if (workers < 0 || workers == 1 || workers > 64) {
            throw new IllegalArgumentException("--workers must be from 2 to 64, is " + workers);
        }
        if (train.isPresent() != test.isPresent()) {
            throw new IllegalArgumentException("--train and --test go together");
        }
        PrintWriter err = spec.commandLine().getErr();
        Split split = train.isPresent()
                ? Split.read(train.get(), valid, test.orElseThrow())
                : MadeUpSplit.of(people, people, seed);
        List<Panel> kinds = FeatureFile.read(features, split.ids(), err::println);
        Result result = new Result("reco", command());
        result.figure("people", split.train().size()).figure("items", split.items());
        if (workers > 0) {
            scale(split, kinds, result, err);
        } else {
            besideAls(split, kinds, result, err);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? new ObjectMapper().writeValueAsString(result.map()) : result.text());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private void besideAls(Split split, List<Panel> kinds, Result result, PrintWriter err)
            throws IOException, InterruptedException {
        for (String model : List.of("default", "als")) {
            measure(model, Parts.first(split, 8), kinds, err);
        }
        EvaluationReport.Line whole = measure("default", split, kinds, err);
        EvaluationReport.Line als = measure("als", split, kinds, err);
        result.figure("recall", whole.figures().recall())
                .figure("ndcg", whole.figures().ndcg())
                .figure("trainSeconds", whole.trainSeconds())
                .figure("rankSeconds", whole.evaluateSeconds())
                .figure("peakMemoryMb", whole.peakMemoryMb());
        for (int parts : List.of(2, 4)) {
            Split part = Parts.first(split, parts);
            result.figure(
                    trainSeconds(parts), measure("default", part, kinds, err).trainSeconds());
        }
        result.baseline("what", "Spark's implicit ALS, rank 64, 8 iterations")
                .baseline("recall", als.figures().recall())
                .baseline("ndcg", als.figures().ndcg())
                .baseline("trainSeconds", als.trainSeconds())
                .baseline("rankSeconds", als.evaluateSeconds())
                .baseline("peakMemoryMb", als.peakMemoryMb())
                .ratio("recall", whole.figures().recall() / als.figures().recall())
                .ratio("ndcg", whole.figures().ndcg() / als.figures().ndcg())
                .ratio("trainSeconds", whole.trainSeconds() / als.trainSeconds());
    }

    private EvaluationReport.Line measure(String model, Split split, List<Panel> kinds, PrintWriter err)
            throws IOException, InterruptedException {
        err.println("bench reco: " + model + ", " + split.train().size() + " people");
        return new SplitEvaluation(split, kinds, config(model), "", err).run().get(0);
    }

    private RunConfig config(String model) {
        return RunConfig.reference()
                .with("bench reco", BASELINE)
                .with("bench reco", Map.of("models", model, "seed", Long.toString(seed)));
    }

    private void scale(Split split, List<Panel> kinds, Result result, PrintWriter err)
            throws IOException, InterruptedException {
        Scaling scaling = new Scaling(split, kinds, config("default"), err);
        Scaling.Measured one = scaling.on(1);
        Scaling.Measured more = scaling.on(workers);
        if (!one.model().equals(more.model())) {
            throw new IllegalStateException("One worker and " + workers + " learn different models");
        }
        result.figure("workers", workers);
        tell(more, result::figure);
        result.baseline("workers", 1);
        tell(one, result::baseline);
        more.seconds()
                .forEach((parts, seconds) -> result.ratio(
                        trainSeconds(parts), seconds / one.seconds().get(parts)));
    }

    private static void tell(Scaling.Measured measured, BiConsumer<String, Object> to) {
        measured.seconds().forEach((parts, seconds) -> to.accept(trainSeconds(parts), seconds));
        to.accept("peakMemoryMb", measured.peakMb());
    }

    private static String trainSeconds(int parts) {
        return parts == 1 ? "trainSeconds" : "trainSecondsOf1In" + parts;
    }

    private String command() {
        return "./we bench reco"
                + train.map(file -> " --train " + file.getFileName()).orElse(" --people " + people)
                + test.map(file -> " --test " + file.getFileName()).orElse("")
                + valid.map(file -> " --valid " + file.getFileName()).orElse("")
                + (workers > 0 ? " --workers " + workers : "") + " --seed " + seed;
    }
}
