package io.wetoken.flink.judge;

import io.wetoken.flink.guard.ApplyRules;
import io.wetoken.flink.guard.TokenCheck;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.functions.sink.PrintSink;
import org.apache.flink.util.ExceptionUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the judge. */
@Command(
        name = "guard judge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Judges recorded behaviour: one line for each distinct id (the first copy by received), ordered by received, with verdict"
                        + " (VALID, SUSPECT) and reasons added.",
        footer = {
            "",
            "A line that is not JSON or lacks a needed field (id kind actor device at sent received) is named on",
            "standard error as file:line, counted and left out; the rest is judged and the exit status is 0.",
            "Exit status 1: the work failed. 2: the command line is wrong, or the input cannot be read, is a damaged",
            "gzip, or has no usable line at all; nothing is written then."
        })
public final class JudgeCommand implements Callable<Integer> {
    private static final int WRONG_INPUT = 2;
    private static final Duration PROGRESS = Duration.ofSeconds(2);

    @Option(
            names = "--in",
            required = true,
            paramLabel = "FILE",
            description = "recorded behaviour, .jsonl or .jsonl.gz")
    private Path in;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "judged lines, .jsonl or .jsonl.gz")
    private Path out;

    @Option(
            names = "--at-once",
            description = "only what the stream says when an event arrives, without the review of each day as a whole")
    private boolean atOnce;

    @Option(
            names = "--token-keys",
            paramLabel = "DIR",
            description =
                    "where the keys of served-item tokens lie (the stream's secrets.dir); without it tokens are not checked")
    private Path tokenKeys;

    @Option(names = "--json", description = "print the summary as one JSON object")
    private boolean json;

    private final PrintStream results;
    private final PrintStream messages;

    public JudgeCommand(PrintStream results, PrintStream messages) {
        this.results = results;
        this.messages = messages;
    }

    @Override
    public Integer call() throws Exception {
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            return wrong(problem.get());
        }
        long start = System.nanoTime();
        Path target = out.toAbsolutePath();
        // Not createTempFile, which would make the result readable by its owner alone.
        Path work = target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID() + ".tmp");
        Path verdicts = target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID() + ".verdicts");
        try {
            JobExecutionResult result = new FileJudge(
                            in, verdicts, TokenCheck.of(Optional.ofNullable(tokenKeys), false))
                    .run(new PrintSink<>("", true), messages, PROGRESS);
            tellOfTokens(result);
            FileReview review = new FileReview(verdicts, work, zipped(out), atOnce);
            review.run(messages);
            JudgeSummary summary =
                    JudgeSummary.of(result.getAllAccumulatorResults(), review, (System.nanoTime() - start) / 1e9);
            if (summary.lines() == summary.skipped()) {
                return wrong(in + " has no usable line (of " + summary.lines() + "); nothing is written");
            }
            Files.move(work, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            results.println(json ? summary.json() : summary.text());
            return 0;
        } catch (ExecutionException e) {
            return failed(e);
        } finally {
            Files.deleteIfExists(work);
            Files.deleteIfExists(verdicts);
        }
    }

    private void tellOfTokens(JobExecutionResult result) {
        Object unchecked = result.getAllAccumulatorResults().getOrDefault(ApplyRules.UNCHECKED, 0L);
        if ((Long) unchecked > 0) {
            messages.println("guard judge: " + String.format("%,d", (Long) unchecked)
                    + " served-item tokens are not checked: "
                    + (tokenKeys == null
                            ? "--token-keys names no directory"
                            : "there is no served-NNN.key in " + tokenKeys));
        }
    }

    private Optional<String> problem() {
        if (tokenKeys != null && !Files.isDirectory(tokenKeys)) {
            return Optional.of("--token-keys " + tokenKeys + " is no directory");
        }
        if (!Files.isRegularFile(in)) {
            return Optional.of(in + (Files.exists(in) ? " is not a file" : " does not exist"));
        }
        if (!Files.isReadable(in)) {
            return Optional.of(in + " cannot be read: permission denied");
        }
        Path directory = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory) || !Files.isWritable(directory) || Files.isDirectory(out)) {
            return Optional.of("Cannot write " + out + ": its directory is missing or closed, or it is one itself");
        }
        return zipped(in) ? notGzip() : Optional.empty();
    }

    private Optional<String> notGzip() {
        try (InputStream file = Files.newInputStream(in)) {
            boolean gzip = file.read() == 0x1f && file.read() == 0x8b;
            return gzip ? Optional.empty() : Optional.of(in + " is not a gzip, though its name says so");
        } catch (IOException e) {
            return Optional.of(in + " cannot be read: " + e.getMessage());
        }
    }

    private int failed(ExecutionException e) {
        Optional<EOFException> truncated = ExceptionUtils.findThrowable(e, EOFException.class);
        Optional<ZipException> broken = ExceptionUtils.findThrowable(e, ZipException.class);
        if (zipped(in) && (truncated.isPresent() || broken.isPresent())) {
            String why = broken.map(Throwable::getMessage).orElse("it ends too early");
            return wrong(in + " is damaged (" + why + "): get a whole copy of it; nothing is written");
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        messages.println("guard judge: failed: " + cause);
        return 1;
    }

    private int wrong(String message) {
        messages.println("guard judge: " + message);
        return WRONG_INPUT;
    }

    private static boolean zipped(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }
}
