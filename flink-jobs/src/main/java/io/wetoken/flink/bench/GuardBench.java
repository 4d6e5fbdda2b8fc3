package io.wetoken.flink.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.bench.MeasuredChild;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench guard}, on recordings that exist. Each is judged by {@code guard judge} in a process of its own, beside a pass that judges nothing; the
 * verdicts are compared with the labels, and the public rule of points says what is left of them to whom.
 */
@Command(
        name = "guard",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Judges labelled recordings, and says what was caught, of whom, and what it leaves to an attacker.")
public final class GuardBench implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--in",
            required = true,
            paramLabel = "FILE",
            description = "Recorded behaviour; as often as wanted.")
    private List<Path> in = new ArrayList<>();

    @Option(
            names = "--labels",
            required = true,
            paramLabel = "FILE",
            description = "CSV id,label of each recording, in the same order: 'honest' or a kind of fraud.")
    private List<Path> labels = new ArrayList<>();

    @Option(names = "--command", hidden = true, defaultValue = "./we bench guard")
    private String command;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new GuardBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            if (in.size() != labels.size()) {
                throw new IllegalArgumentException(
                        "As many --labels as --in are needed, there are " + labels.size() + " and " + in.size());
            }
            GuardResult result = new GuardResult(command);
            boolean sound = true;
            for (int i = 0; i < in.size(); i++) {
                sound &= measure(in.get(i), new LabelledFile(labels.get(i)), result);
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? result.json() : result.text());
            out.flush();
            return sound ? 0 : 1;
        } catch (IllegalArgumentException e) {
            return fail(2, e);
        } catch (IOException | UncheckedIOException e) {
            return fail(1, e);
        }
    }

    /** @return whether each labelled event was judged; what nobody knows the label of, as of clients under development, is not counted */
    private boolean measure(Path file, LabelledFile labelled, GuardResult result)
            throws IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is not a file");
        }
        String name = String.valueOf(file.getFileName());
        Path log = Files.createTempFile("bench-guard-", ".log");
        Path judged = Files.createTempFile("bench-guard-", ".jsonl");
        try {
            say("A pass over " + name + " that judges nothing");
            MeasuredChild.Ended plain = MeasuredChild.run(
                    "flink-jobs", PlainPass.class.getName(), List.of(file.toString(), judged.toString()), log);
            String[] said = plain.last().substring(PlainPass.SAYS.length()).split(" ", -1);
            say("The guard on " + name);
            MeasuredChild.Ended guard = MeasuredChild.run(
                    "flink-jobs",
                    "io.wetoken.flink.GuardJudge",
                    List.of("--in", file.toString(), "--out", judged.toString(), "--json"),
                    log);
            JsonNode summary = JSON.readTree(guard.last());
            LabelledFile.Scored scored = labelled.score(judged);
            result.add(
                    scored.score(),
                    new GuardResult.Speed(
                            summary.path("events").asLong(),
                            summary.path("seconds").asDouble(),
                            guard.peakMb()),
                    new GuardResult.Speed(Long.parseLong(said[0]), Double.parseDouble(said[1]), plain.peakMb()));
            if (scored.unknown() > 0) {
                say(name + ": " + scored.unknown() + " judged events have no label, and are not counted");
            }
            if (scored.missing() > 0) {
                say(name + ": " + scored.missing() + " labels have no judged event");
            }
            return scored.missing() == 0;
        } finally {
            Files.deleteIfExists(log);
            Files.deleteIfExists(judged);
        }
    }

    private void say(String what) {
        spec.commandLine().getErr().println(what);
        spec.commandLine().getErr().flush();
    }

    private int fail(int status, Exception e) {
        say("bench guard: " + e.getMessage());
        return status;
    }
}
