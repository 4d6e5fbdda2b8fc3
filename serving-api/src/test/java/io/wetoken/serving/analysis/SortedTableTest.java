package io.wetoken.serving.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.files.IdTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedTableTest {
    @TempDir
    private Path directory;

    /** The seed is the parameter. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyRowIsFoundAndNoOther(long seed) throws IOException {
        Random random = new Random(seed);
        SortedMap<String, List<List<String>>> rows = new TreeMap<>();
        int keys = random.nextInt(400);
        for (int key = 0; key < keys; key++) {
            String name = IdTable.encode(name(random));
            List<List<String>> of = new ArrayList<>();
            for (int row = random.nextInt(4); row >= 0; row--) {
                of.add(List.of(name, "x".repeat(random.nextInt(300)), Integer.toString(row)));
            }
            rows.put(name, of);
        }
        StringBuilder text = new StringBuilder("key,filler,row\n");
        rows.values()
                .forEach(of ->
                        of.forEach(row -> text.append(String.join(",", row)).append('\n')));
        Path file = Files.writeString(directory.resolve("table.csv"), text);
        SortedTable table = new SortedTable(file);
        for (String key : rows.keySet()) {
            assertThat(table.rows(key, 10)).as("%s, seed %d", key, seed).isEqualTo(rows.get(key));
        }
        for (int i = 0; i < 200; i++) {
            String other = IdTable.encode(name(random));
            assertThat(table.rows(other, 10))
                    .as("%s, seed %d", other, seed)
                    .isEqualTo(rows.getOrDefault(other, List.of()));
        }
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int length = 1 + random.nextInt(4); length > 0; length--) {
            name.append("ab +-.é,".charAt(random.nextInt(8)));
        }
        return name.toString();
    }

    @Test
    void noMoreRowsThanAreAskedFor() throws IOException {
        Path file = Files.writeString(directory.resolve("table.csv"), "k,v\na,1\na,2\na,3\n");
        assertThat(new SortedTable(file).rows("a", 2)).containsExactly(List.of("a", "1"), List.of("a", "2"));
        assertThat(new SortedTable(file).rows("a", 9)).hasSize(3);
    }

    @Test
    void anEmptyTableHoldsNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("table.csv"), "k,v\n");
        assertThat(new SortedTable(file).rows("a", 2)).isEmpty();
    }

    @Test
    void aTableThatIsCutShortOrMissingIsNoTable() throws IOException {
        Path file = Files.writeString(directory.resolve("table.csv"), "k,v\na,1\nb");
        assertThatThrownBy(() -> new SortedTable(file).rows("b", 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut short, at byte 8");
        assertThatThrownBy(() -> new SortedTable(directory.resolve("none")).rows("b", 2))
                .isInstanceOf(NoSuchFileException.class);
    }
}
