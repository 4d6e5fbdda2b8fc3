package io.wetoken.flink.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.common.KafkaException;

/** What every benchmark here needs: where it ran, and its figures for people. */
final class Bench {
    private Bench() {}

    /** What is measured, in a directory of its own that goes when it is done. */
    @FunctionalInterface
    interface Measured {
        /** @return the exit status */
        int in(Path directory) throws IOException, InterruptedException;
    }

    /** @return the exit status: 1 when it failed, 2 when an option was refused; {@code say} is told why */
    static int run(String name, Consumer<String> say, Measured measured) throws InterruptedException {
        try {
            Path directory = Files.createTempDirectory("bench-" + name + "-");
            try {
                return measured.in(directory);
            } finally {
                delete(directory);
            }
        } catch (IllegalArgumentException e) {
            say.accept("bench " + name + ": " + e.getMessage());
            return 2;
        } catch (IOException | UncheckedIOException | KafkaException e) {
            say.accept("bench " + name + ": " + e.getMessage());
            return 1;
        }
    }

    /** One figure a line; what a figure is made of is indented below it. */
    static void lines(PrintWriter out, String indent, JsonNode figures) {
        for (Map.Entry<String, JsonNode> figure : figures.properties()) {
            if (figure.getValue().isObject()) {
                out.println(indent + figure.getKey());
                lines(out, indent + "  ", figure.getValue());
            } else if (figure.getValue().isArray()) {
                out.println(indent + figure.getKey());
                figure.getValue().forEach(one -> out.println(indent + "  " + one));
            } else {
                out.printf(
                        Locale.ROOT,
                        "%s%-22s %s%n",
                        indent,
                        figure.getKey(),
                        figure.getValue().asText());
            }
        }
    }

    /** @throws IllegalArgumentException naming the option, what it may be and what it is */
    static void check(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " must be from " + least + " to " + most + ", is " + value);
        }
    }

    /** A directory and all that is in it. */
    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
