package io.wetoken.stack.launcher.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of the plain CSV files of an epoch: nothing in them needs quotes. */
final class Csv {
    private Csv() {}

    static List<List<String>> rows(Path file, String header) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (!lines.get(0).equals(header)) {
            throw new AssertionError(file + " begins with '" + lines.get(0) + "'");
        }
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            rows.add(Arrays.asList(line.split(",", -1)));
        }
        return rows;
    }
}
