package io.wetoken.recommender.experiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code log.tsv} beside the plans: what was started, stopped and decided. It is only added to, and each line has the SHA-256 of the one before it, so that none can be changed, taken out or
 * put in between without all after it showing so.
 */
final class ExperimentLog {
    private static final String BEGINNING = "0".repeat(64);

    private final Path file;

    ExperimentLog(Path directory) {
        this.file = directory.resolve("log.tsv");
    }

    Path file() {
        return file;
    }

    /** Held as long as it is open; whoever comes second waits. */
    FileChannel lock() throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        channel.lock();
        return channel;
    }

    /** The hash that the next line begins from. */
    static String last(List<Line> lines) {
        return lines.isEmpty() ? BEGINNING : hash(lines.get(lines.size() - 1).text());
    }

    static void append(FileChannel locked, Line line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line.text() + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            locked.write(bytes);
        }
        locked.force(true);
    }

    /** The oldest first; none when there is no file. @throws IOException naming the first line that is none or does not follow from the one before it */
    List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        for (String text : Files.readAllLines(file)) {
            String place = file + ":" + (lines.size() + 1) + ": ";
            Line line;
            try {
                line = Line.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IOException(place + e.getMessage(), e);
            }
            if (!line.before().equals(last(lines))) {
                throw new IOException(
                        place + "does not follow from the line before it: a line was changed, taken out or"
                                + " put in. Compare with a copy; to go on without it, move the file away, and a new one begins");
            }
            lines.add(line);
        }
        return lines;
    }

    private static String hash(String line) {
        return Plan.sha256(line.getBytes(StandardCharsets.UTF_8));
    }
}
