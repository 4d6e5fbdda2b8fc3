package io.wetoken.stack.launcher.demo;

import io.wetoken.stack.launcher.setup.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The videos that the demo uploads, in the order of their names: files in the directory of uploads. */
final class Clips {
    static final String UPLOAD = "demo";
    private static final int MOST = 50;

    private Clips() {}

    /** Copies somebody's videos to the uploads. */
    static void copy(Path from, Path uploads) throws StackException {
        try {
            Files.createDirectories(uploads);
            for (Path file : files(from)) {
                Files.copy(file, uploads.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw StackException.failed("Cannot copy " + from + " to " + uploads, e);
        }
    }

    /** @throws StackException when it is no directory with 1 to {@value #MOST} files */
    static void check(Path from) throws StackException {
        try {
            int found = Files.isDirectory(from) ? files(from).size() : 0;
            if (found < 1 || found > MOST) {
                throw StackException.wrongInput(
                        "--media " + from + " must be a directory with 1 to " + MOST + " videos, it has " + found);
            }
        } catch (IOException e) {
            throw StackException.wrongInput("--media " + from + " cannot be read: " + e.getMessage());
        }
    }

    /** Files by the id of their upload, as {@code media submit --upload} names several. */
    static Map<String, Path> byUpload(Path uploads) throws StackException {
        try {
            Map<String, Path> clips = new LinkedHashMap<>();
            List<Path> files = files(uploads);
            for (Path file : files) {
                clips.put(files.size() == 1 ? UPLOAD : UPLOAD + "-" + clips.size(), file);
            }
            return clips;
        } catch (IOException e) {
            throw StackException.failed("Cannot list " + uploads, e);
        }
    }

    /** The name without its ending, as a title. */
    static String title(Path file) {
        String name =
                file.getFileName().toString().replaceFirst("[.][^.]*$", "").replaceAll("[-_=]+", " ");
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return new ArrayList<>(all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList());
        }
    }
}
