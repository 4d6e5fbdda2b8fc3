package io.wetoken.media.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.media.child.Binaries;
import io.wetoken.media.child.Ended;
import io.wetoken.media.child.Tools;
import io.wetoken.media.core.Container;
import io.wetoken.media.core.EncodeLine;
import io.wetoken.media.core.Ladder;
import io.wetoken.media.core.Limits;
import io.wetoken.media.core.Loudness;
import io.wetoken.media.core.ProbeReader;
import io.wetoken.media.core.Refusal;
import io.wetoken.media.core.Rung;
import io.wetoken.media.core.Source;
import io.wetoken.media.core.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench transcode}. Three lines take turns: the plain command; ours for the same renditions only; ours with all that a clip is published with
 * (poster, storyboard, the measured loudness).
 */
@Command(
        name = "transcode",
        mixinStandardHelpOptions = true,
        description = "Measures the transcoder's processor time beside the plain ffmpeg command for the same ladder.")
public final class TranscodeBench implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double THOUSANDTHS = 1_000.0;

    @Option(
            names = "--clip",
            paramLabel = "FILE",
            description = "The video; by default 10 s of 1280 x 720 with sound are made up.")
    private Path clip;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each is run; the least time counts; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public static void main(String[] args) {
        System.exit(new CommandLine(new TranscodeBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            if (rounds < 1) {
                throw new IllegalArgumentException("--rounds must be at least 1, is " + rounds);
            }
            Path directory = Files.createTempDirectory("bench-transcode-");
            try {
                print(measure(new Tools(Binaries.load()), directory));
                return 0;
            } finally {
                Scratch.delete(directory);
            }
        } catch (Refusal | IllegalArgumentException e) {
            return fail(2, e.getMessage());
        } catch (IOException e) {
            return fail(1, e.getMessage());
        }
    }

    private ObjectNode measure(Tools tools, Path directory) throws Refusal, IOException, InterruptedException {
        Path file = clip == null ? madeUp(tools, directory) : clip.toAbsolutePath();
        Upload upload = upload(file);
        Source source = new ProbeReader(Limits.DEFAULT)
                .read(Tools.json(tools.probe(upload, directory, Run.ALLOWANCE, Limits.DEFAULT.pixels())));
        List<Rung> rungs = Ladder.of(source);
        int processors = Runtime.getRuntime().availableProcessors();
        Ended measured = source.silent()
                ? null
                : tools.ffmpeg(
                        EncodeLine.measure(source, upload, Limits.DEFAULT), directory, Run.ALLOWANCE, () -> false);
        Optional<Loudness> loudness =
                measured == null ? Optional.empty() : Loudness.read(String.join("\n", measured.errors()));
        Run plain = new Run(tools, directory.resolve("plain"), PlainLine.arguments(upload.url(), source, rungs));
        Run ladder = new Run(
                tools,
                directory.resolve("ladder"),
                new EncodeLine(source, rungs, Limits.DEFAULT, processors)
                        .withoutExtras()
                        .arguments(upload));
        Run whole = new Run(
                tools,
                directory.resolve("whole"),
                new EncodeLine(source, rungs, Limits.DEFAULT, processors)
                        .loudness(loudness)
                        .arguments(upload));
        for (int round = 1; round <= rounds; round++) {
            System.err.println("Round " + round + " of " + rounds);
            for (Run run : List.of(plain, ladder, whole)) {
                run.once(rungs);
            }
        }
        System.err.println("Comparing pictures");
        double listening = measured == null ? 0 : measured.cpuSeconds();
        ObjectNode result = JSON.createObjectNode().put("name", "transcode");
        ObjectNode figures = result.putObject("figures");
        figures.put("cpuSeconds", rounded(ladder.cpuSeconds()));
        figures.put("cpuSecondsWithEverything", rounded(whole.cpuSeconds() + listening));
        figures.put("cpuRatio", rounded(ladder.cpuSeconds() / plain.cpuSeconds()));
        figures.put("clipSeconds", rounded(source.seconds().orElse(0)));
        similarity(figures, whole.ssim(file, source, rungs));
        ObjectNode baseline = result.putObject("baseline");
        baseline.put("what", "plain ffmpeg command, same build, same rungs and encoder settings");
        baseline.put("cpuSeconds", rounded(plain.cpuSeconds()));
        similarity(baseline, plain.ssim(file, source, rungs));
        ObjectNode ratio = result.putObject("ratio");
        ratio.put("cpu", rounded(ladder.cpuSeconds() / plain.cpuSeconds()));
        ratio.put("cpuWithEverything", rounded((whole.cpuSeconds() + listening) / plain.cpuSeconds()));
        result.put("machine", machine(processors));
        result.put(
                "command",
                "./we bench transcode --rounds " + rounds + (clip == null ? "" : " --clip " + clip.getFileName()));
        return result;
    }

    /** Moving, with grain as a camera has it, since a clean test picture costs an encoder nothing. */
    private static Path madeUp(Tools tools, Path directory) throws IOException, InterruptedException {
        System.err.println("Making up a clip");
        Path file = directory.resolve("clip.mp4");
        Ended made = tools.ffmpeg(
                List.of(
                        "-nostdin",
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=s=1280x720:r=30:d=10,noise=alls=8:allf=t:all_seed=1",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=f=330:d=10",
                        "-c:v",
                        "libopenh264",
                        "-b:v",
                        "8M",
                        "-c:a",
                        "aac",
                        file.toString()),
                directory,
                Run.ALLOWANCE,
                () -> false);
        if (made.status() != 0) {
            throw new IOException("No clip could be made up: " + made.errors());
        }
        return file;
    }

    private static Upload upload(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Upload(
                    file.toString(),
                    Container.of(in.readNBytes(Container.HEAD))
                            .orElseThrow(() -> new IllegalArgumentException(file + " is not a video file")));
        }
    }

    private static void similarity(ObjectNode to, SortedMap<String, Double> ssim) {
        ObjectNode rungs = to.putObject("ssim");
        ssim.entrySet().stream()
                .sorted(Comparator.comparing(rung -> Integer.parseInt(rung.getKey())))
                .forEach(rung -> rungs.put(rung.getKey(), rung.getValue()));
    }

    private void print(ObjectNode result) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        if (json) {
            out.println(result);
            return;
        }
        out.printf(
                Locale.ROOT,
                "processor time for %.1f s of video%n  plain ffmpeg          %.2f s%n  ours, the same ladder %.2f s (%.3f)%n"
                        + "  ours, with everything %.2f s (%.3f)%n",
                result.at("/figures/clipSeconds").asDouble(),
                result.at("/baseline/cpuSeconds").asDouble(),
                result.at("/figures/cpuSeconds").asDouble(),
                result.at("/ratio/cpu").asDouble(),
                result.at("/figures/cpuSecondsWithEverything").asDouble(),
                result.at("/ratio/cpuWithEverything").asDouble());
        out.println("similarity to the source, ours and plain");
        result.at("/figures/ssim")
                .properties()
                .forEach(rung -> out.printf(
                        Locale.ROOT,
                        "  %5s  %.4f  %.4f%n",
                        rung.getKey(),
                        rung.getValue().asDouble(),
                        result.at("/baseline/ssim/" + rung.getKey()).asDouble()));
    }

    private static String machine(int processors) {
        return processors + " processors, " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                + ", Java " + System.getProperty("java.version");
    }

    private static double rounded(double value) {
        return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
    }

    private static int fail(int status, String message) {
        System.err.println("bench transcode: " + message);
        return status;
    }
}
