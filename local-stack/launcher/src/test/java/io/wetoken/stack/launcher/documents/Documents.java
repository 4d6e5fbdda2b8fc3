package io.wetoken.stack.launcher.documents;

import io.wetoken.stack.launcher.WeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The README and everything below docs. */
public final class Documents {
    private static final String FENCE = "```";

    private Documents() {}

    public static List<Path> all() throws IOException {
        Path root = WeProcess.root();
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            return Stream.concat(Stream.of(root.resolve("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** The shown blocks of a kind, such as {@code console}; of those without a kind for the empty text. */
    public static List<List<String>> blocks(Path document, String kind) {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = null;
        for (String line : lines(document)) {
            if (!line.startsWith(FENCE)) {
                if (block != null) {
                    block.add(line);
                }
            } else if (block == null) {
                block = new ArrayList<>();
                block.add(line.substring(FENCE.length()));
            } else {
                if (block.remove(0).equals(kind)) {
                    blocks.add(block);
                }
                block = null;
            }
        }
        return blocks;
    }

    static List<String> lines(Path document) {
        try {
            return Files.readAllLines(document);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + document, e);
        }
    }
}
