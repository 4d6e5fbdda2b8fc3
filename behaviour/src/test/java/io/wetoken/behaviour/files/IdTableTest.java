package io.wetoken.behaviour.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdTableTest {
    private static final String HEADER = "account,points";

    @TempDir
    private Path home;

    @Test
    void anyIdComesBackAsItWas() throws IOException {
        List<String> ids = List.of("ann", "a,b", "\"quoted\"", "line\nend", "a+b c%2C", "é漢😀", "*._-~");
        StringBuilder text = new StringBuilder(HEADER + "\n");
        ids.forEach(id -> text.append(IdTable.encode(id)).append(",7\n"));
        assertThat(IdTable.encode("a,b")).isEqualTo("a%2Cb");

        List<String> read = new ArrayList<>();
        IdTable.read(file(text.toString()), HEADER, row -> read.add(row.id(0) + row.number(1)));
        assertThat(read).isEqualTo(ids.stream().map(id -> id + "7").toList());
    }

    @Test
    void namesFileLineAndValueOfWhatIsWrong() throws IOException {
        assertThatThrownBy(() -> read("account\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("table.csv:1: header expected 'account,points'");
        assertThatThrownBy(() -> read(HEADER + "\nann,7\nbob\n"))
                .hasMessageContaining("table.csv:3: 2 cells expected, found 'bob'");
        assertThatThrownBy(() -> read(HEADER + "\nann,07\n"))
                .hasMessageContaining("table.csv:2: '07' is not a whole number");
        assertThatThrownBy(() -> IdTable.read(home.resolve("none.csv"), HEADER, row -> {}))
                .hasMessageContaining("none.csv is missing");
    }

    private void read(String text) throws IOException {
        IdTable.read(file(text), HEADER, row -> row.number(1));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(home.resolve("table.csv"), text);
    }
}
