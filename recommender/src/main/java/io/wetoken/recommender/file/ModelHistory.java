package io.wetoken.recommender.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** {@code history.tsv} beside the models: a line for every change of what is current, only ever added to, by one process at a time. */
final class ModelHistory {
    private final Path file;

    ModelHistory(Path directory) {
        this.file = directory.resolve("history.tsv");
    }

    /** Held as long as it is open; whoever comes second waits. Of one process, only one thread may ask. */
    FileChannel lock() throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        channel.lock();
        return channel;
    }

    static void append(FileChannel locked, Change change) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((change.line() + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            locked.write(line);
        }
        locked.force(true);
    }

    /** The oldest first. @throws IOException naming the file and the line that is none */
    List<Change> changes() throws IOException {
        List<Change> changes = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                try {
                    changes.add(Change.parse(line));
                } catch (IllegalArgumentException e) {
                    throw new IOException(
                            file + ":" + (changes.size() + 1) + ": " + e.getMessage()
                                    + "; put the line right, or move the file away and with it what there is to roll back to",
                            e);
                }
            }
        }
        return changes;
    }

    /**
     * What was current before {@code current} became so: a promotion is undone by going back to where it came from, also by the next rollback, so that two
     * do not end where they began. Where {@code current} was set past the history, by hand or by a process that died before it wrote its line, what the
     * history knows last came before it.
     */
    static Optional<String> before(List<Change> changes, String current) {
        Deque<String> stack = new ArrayDeque<>();
        for (Change change : changes) {
            if (change.kind() == Change.Kind.REFUSED) {
                continue;
            }
            if (!change.before().isEmpty()) {
                reach(stack, change.before());
            }
            if (change.kind() == Change.Kind.ROLLED_BACK) {
                reach(stack, change.version());
            } else {
                stack.push(change.version());
            }
        }
        reach(stack, current);
        stack.pop();
        return Optional.ofNullable(stack.peek());
    }

    /** Takes away what stands above the version, or puts it on top where it is not to be found. */
    private static void reach(Deque<String> stack, String version) {
        if (stack.contains(version)) {
            while (!version.equals(stack.peek())) {
                stack.pop();
            }
        } else {
            stack.push(version);
        }
    }
}
