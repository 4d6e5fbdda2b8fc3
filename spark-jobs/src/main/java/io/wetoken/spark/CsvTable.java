package io.wetoken.spark;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.common.record.Record;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Comma-separated lines below a line of names, gzipped or not, whatever the file is called; columns that nobody asks for may be there. */
final class CsvTable {
    private final Path file;
    private final String[] columns;

    CsvTable(Path file, String... columns) {
        this.file = file;
        this.columns = columns;
    }

    /** What a line becomes. */
    interface Parser<T> {
        /** @throws IllegalArgumentException giving the value that is wrong */
        T parse(Line line);
    }

    /** One line's values by name. */
    record Line(Record values) {
        double number(String column) {
            String value = values.getString(column);
            try {
                return Double.parseDouble(String.valueOf(value));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(column + " must be a number, is '" + value + "'", e);
            }
        }

        long whole(String column) {
            String value = values.getString(column);
            try {
                return Long.parseLong(String.valueOf(value));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(column + " must be a whole number, is '" + value + "'", e);
            }
        }
    }

    /** @throws IllegalArgumentException that begins {@code file:line}, when a line is not what it must be, or names the file and the columns that are missing */
    <T> List<T> read(Parser<T> parser) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setHeaderExtractionEnabled(true);
        settings.setMaxColumns(4096);
        CsvParser csv = new CsvParser(settings);
        List<T> lines = new ArrayList<>();
        try (Reader in = open()) {
            csv.beginParsing(in);
            requireColumns(
                    csv.getRecordMetadata() == null
                            ? null
                            : csv.getRecordMetadata().headers());
            for (Record next = csv.parseNextRecord(); next != null; next = csv.parseNextRecord()) {
                try {
                    lines.add(parser.parse(new Line(next)));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            file + ":" + csv.getContext().currentLine() + ": " + e.getMessage(), e);
                }
            }
            return lines;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + " is missing", e);
        } catch (IOException | UncheckedIOException | TextParsingException e) {
            throw new IllegalArgumentException(
                    file + ": cannot be read after line " + lines.size() + ": " + e.getMessage(), e);
        }
    }

    private void requireColumns(String[] found) {
        Set<String> missing = new HashSet<>(Arrays.asList(columns));
        if (found != null) {
            Arrays.asList(found).forEach(missing::remove);
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ":1: the columns " + String.join(", ", columns) + " are needed, and these are missing: "
                            + String.join(", ", missing.stream().sorted().toList()));
        }
    }

    private Reader open() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            bytes.mark(2);
            boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            return new InputStreamReader(zipped ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }
}
