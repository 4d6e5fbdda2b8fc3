package io.wetoken.settlement.erase;

import io.wetoken.behaviour.files.Erasure;
import io.wetoken.behaviour.files.IdTable;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What analyses tell of tastes: the person's own goes, and others' who like what the person made name a maker that nobody can trace. Row by row, for tables may be large. */
final class ErasedAnalyses {
    private static final String TASTE = "taste.csv";
    private static final String CREATOR = "CREATOR";

    private final Path directory;
    private final String from;
    private final String to;

    ErasedAnalyses(Path directory, Erasure erasure) {
        this.directory = directory;
        this.from = IdTable.encode(erasure.account().value());
        this.to = IdTable.encode(erasure.pseudonym().value());
    }

    void write() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> tables;
        try (Stream<Path> days = Files.list(directory)) {
            tables = days.map(day -> day.resolve(TASTE)).filter(Files::exists).toList();
        }
        for (Path table : tables) {
            Path other = table.resolveSibling("." + TASTE);
            try (BufferedReader in = Files.newBufferedReader(table);
                    BufferedWriter out = Files.newBufferedWriter(other)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
                    if (!cells.get(0).equals(from)) {
                        if (cells.get(1).equals(CREATOR) && cells.get(2).equals(from)) {
                            cells.set(2, to);
                        }
                        out.write(String.join(",", cells) + "\n");
                    }
                }
            }
            Files.move(other, table, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
