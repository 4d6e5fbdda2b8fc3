package io.wetoken.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.media.child.Binaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bundled tools without our limits: to make clips to try, and to look at what became of them. */
public final class Bundled {
    private static final Binaries BINARIES = load();

    private Bundled() {}

    private static Binaries load() {
        try {
            return Binaries.load();
        } catch (IOException e) {
            throw new IllegalStateException("The bundled ffmpeg cannot be unpacked", e);
        }
    }

    /** Makes a clip from ffmpeg's own test pictures and sounds. */
    public static Path clip(Path to, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("-y", "-v", "error"));
        line.addAll(Arrays.asList(arguments));
        line.add("file:" + to);
        ffmpeg(line.toArray(String[]::new));
        return to;
    }

    /** @return what it printed */
    public static String ffmpeg(String... arguments) throws IOException {
        return run(BINARIES.ffmpeg(), arguments);
    }

    public static JsonNode probe(Path file, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("-v", "error", "-print_format", "json"));
        line.addAll(Arrays.asList(arguments));
        line.add("file:" + file);
        return new ObjectMapper().readTree(run(BINARIES.ffprobe(), line.toArray(String[]::new)));
    }

    private static String run(Path tool, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(tool.toString()));
        line.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile("bundled-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile());
            builder.environment().putAll(BINARIES.environment());
            int status = builder.start().waitFor();
            String text = Files.readString(out, StandardCharsets.UTF_8)
                    .lines()
                    .filter(said -> !said.contains("no version information available"))
                    .reduce("", (all, said) -> all + said + "\n");
            if (status != 0) {
                throw new IOException(line + " ended with status " + status + ": " + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + line, e);
        } finally {
            Files.delete(out);
        }
    }
}
