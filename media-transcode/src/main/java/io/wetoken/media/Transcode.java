package io.wetoken.media;

import io.wetoken.media.child.Binaries;
import io.wetoken.media.child.Tools;
import io.wetoken.media.core.Limits;
import io.wetoken.media.core.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code media transcode FILE --out DIR [--json]}. */
@Command(
        name = "transcode",
        mixinStandardHelpOptions = true,
        description = {
            "Makes an adaptive HLS ladder, a poster, a storyboard and metadata of one video file.",
            "DIR is there, whole, when this ends with 0, and is not touched otherwise.",
            "Exit status: 0 done, 1 the work failed, 2 the file or the command line is at fault."
        })
public final class Transcode implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The video: MP4, MOV, MKV, WebM, MPEG-TS, AVI or FLV.")
    private Path file;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the result goes; it must not exist, or be empty.")
    private Path out;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--max-seconds",
            paramLabel = "N",
            description = "Longest playing time that is taken; default: 1800.")
    private Long maxSeconds;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Transcode()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Tools tools = new Tools(Binaries.load());
            Workplace.clearAbandoned(out);
            Result result = new Transcoder(
                            tools, limits(), Runtime.getRuntime().availableProcessors(), System::nanoTime)
                    .run(file, out, Workplace.command(ProcessHandle.current().pid()));
            print(json ? Reports.json(result).toString() : Reports.text(result));
            return 0;
        } catch (Refusal e) {
            if (json) {
                print(Reports.json(e).toString());
            }
            return fail(2, e.getMessage() + (e.detail().isEmpty() ? "" : " (" + e.detail() + ")"));
        } catch (FileAlreadyExistsException e) {
            return fail(2, out + " exists already and is not empty; nothing was written.");
        } catch (IllegalArgumentException e) {
            return fail(2, e.getMessage());
        } catch (IOException e) {
            return fail(1, "The work failed: " + (e.getMessage() == null ? e : e.getMessage()));
        }
    }

    private Limits limits() {
        Limits usual = Limits.DEFAULT;
        return maxSeconds == null
                ? usual
                : new Limits(
                        usual.bytes(),
                        maxSeconds,
                        usual.pixels(),
                        usual.memoryBytes(),
                        usual.cpuBaseSeconds(),
                        usual.cpuPerSecond());
    }

    private static void print(String text) {
        new PrintWriter(System.out, true, StandardCharsets.UTF_8).println(text);
    }

    private static int fail(int status, String message) {
        new PrintWriter(System.err, true, StandardCharsets.UTF_8).println("media transcode: " + message);
        return status;
    }
}
