package io.wetoken.behaviour.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * CSV of private ids and numbers: a header, LF, every id URL-encoded (UTF-8), so that commas, quotes and line ends in an id need no rule. Rows are ordered by
 * the bytes of the whole line, as {@code LC_ALL=C sort} does.
 */
public final class IdTable {
    private IdTable() {}

    /** What a reader does with each row. */
    @FunctionalInterface
    public interface RowReader {
        /** @throws IllegalArgumentException when a value is not what it must be */
        void read(Row row) throws IOException;
    }

    /** One row's cells. */
    public record Row(List<String> cells) {
        public String id(int column) {
            return URLDecoder.decode(cells.get(column), StandardCharsets.UTF_8);
        }

        /** A whole number without sign or leading zeros. */
        public long number(int column) {
            String cell = cells.get(column);
            if (!cell.matches("0|[1-9][0-9]{0,18}")) {
                throw new IllegalArgumentException("'" + cell + "' is not a whole number");
            }
            return Long.parseLong(cell);
        }
    }

    public static String encode(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** Reads row by row. @throws IOException that begins {@code file:line} and gives the value */
    public static void read(Path file, String header, RowReader reader) throws IOException {
        int columns = header.split(",").length;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String first = in.readLine();
            if (!header.equals(first)) {
                throw new IOException(file + ":1: header expected '" + header + "', found '" + first + "'");
            }
            int number = 1;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                List<String> cells = List.of(line.split(",", -1));
                if (cells.size() != columns) {
                    throw new IOException(
                            file + ":" + number + ": " + columns + " cells expected, found '" + line + "'");
                }
                try {
                    reader.read(new Row(cells));
                } catch (IllegalArgumentException e) {
                    throw new IOException(file + ":" + number + ": " + e.getMessage(), e);
                }
            }
        } catch (NoSuchFileException e) {
            throw new IOException(file + " is missing", e);
        }
    }
}
