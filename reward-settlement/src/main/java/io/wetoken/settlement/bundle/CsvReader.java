package io.wetoken.settlement.bundle;

import io.wetoken.settlement.core.Id;
import io.wetoken.settlement.core.RefusedBundle;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one CSV file of a bundle row by row out of one buffer: LF, the exact header, the exact number of columns, no quoting, last newline optional.
 * A malformed line is refused with its place; a malformed value without, for the caller adds {@link #place()} to all that is wrong with a row.
 */
final class CsvReader implements Closeable {
    /** No well-formed row comes near it. */
    static final int MAX_LINE = 1 << 12;

    private static final int SHOWN = 80;
    private final String file;
    private final InputStream in;
    private final String[] columns;
    private final int[] starts;
    private final int[] ends;
    private final Id[] ids;
    private final byte[] buffer = new byte[1 << 15];
    private int next;
    private int limit;
    private boolean ended;
    private long line;
    private int from;
    private int to;

    /** Reads and checks the header at once. */
    CsvReader(String file, String header, InputStream in) throws IOException, RefusedBundle {
        this.file = file;
        this.in = in;
        this.columns = header.split(",");
        this.starts = new int[columns.length];
        this.ends = new int[columns.length];
        this.ids = new Id[columns.length];
        Arrays.setAll(ids, i -> new Id());
        boolean any = nextLine();
        line = 1;
        if (!any || !header.equals(new String(buffer, from, to - from, StandardCharsets.UTF_8))) {
            throw refused("the header must be '" + header + "', is '" + (any ? shown(from, to) : "") + "'");
        }
    }

    /** Moves to the next row; false at the end of the file. */
    boolean next() throws IOException, RefusedBundle {
        if (!nextLine()) {
            return false;
        }
        int column = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || buffer[i] == ',') {
                if (column < columns.length) {
                    starts[column] = start;
                    ends[column] = i;
                }
                column++;
                start = i + 1;
            }
        }
        if (column != columns.length) {
            throw refused(
                    "a row must have " + columns.length + " columns, has " + column + ": '" + shown(from, to) + "'");
        }
        return true;
    }

    /** The id in a column; valid until the next row. */
    Id id(int column) throws RefusedBundle {
        if (!ids[column].pointAt(buffer, starts[column], ends[column])) {
            throw new RefusedBundle(
                    columns[column] + " must be an id [A-Za-z0-9_.:-]{1,64}, is '" + text(column) + "'");
        }
        return ids[column];
    }

    /** A whole number 0..max, {@code max} of at most 18 digits. */
    long number(int column, long max) throws RefusedBundle {
        int start = starts[column];
        int end = ends[column];
        long value = 0;
        boolean good = plain(start, end) && end - start <= 18;
        for (int i = start; good && i < end; i++) {
            value = value * 10 + (buffer[i] - '0');
        }
        if (!good || value > max) {
            throw new RefusedBundle(columns[column] + " must be an integer 0.." + max + ", is '" + text(column) + "'");
        }
        return value;
    }

    BigInteger amount(int column, BigInteger max) throws RefusedBundle {
        int start = starts[column];
        int end = ends[column];
        if (plain(start, end) && end - start <= 40) {
            BigInteger value = new BigInteger(new String(buffer, start, end - start, StandardCharsets.US_ASCII));
            if (value.compareTo(max) <= 0) {
                return value;
            }
        }
        throw new RefusedBundle(columns[column] + " must be an integer 0.." + max + ", is '" + text(column) + "'");
    }

    /** What a column says, shortened to what a message can show. */
    String text(int column) {
        return shown(starts[column], ends[column]);
    }

    /** {@code file:line} of the current row. */
    String place() {
        return file + ":" + line;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Digits without a leading zero. */
    private boolean plain(int start, int end) {
        if (end == start || (buffer[start] == '0' && end - start > 1)) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (buffer[i] < '0' || buffer[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private boolean nextLine() throws IOException, RefusedBundle {
        line++;
        int at = next;
        while (true) {
            while (at < limit && buffer[at] != '\n') {
                at++;
            }
            if (at < limit) {
                from = next;
                to = at;
                next = at + 1;
                break;
            }
            if (ended) {
                if (next == limit) {
                    return false;
                }
                from = next;
                to = limit;
                next = limit;
                break;
            }
            if (limit - next > MAX_LINE) {
                throw tooLong(next);
            }
            at = fill(at);
        }
        if (to - from > MAX_LINE) {
            throw tooLong(from);
        }
        return true;
    }

    /** Moves the unfinished line to the front and reads on. Returns where {@code at} has moved to. */
    private int fill(int at) throws IOException {
        System.arraycopy(buffer, next, buffer, 0, limit - next);
        int moved = at - next;
        limit -= next;
        next = 0;
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            ended = true;
        } else {
            limit += read;
        }
        return moved;
    }

    private RefusedBundle tooLong(int start) {
        return refused("a row has at most " + MAX_LINE + " bytes, this one starts with '" + shown(start, limit) + "'");
    }

    private RefusedBundle refused(String message) {
        return new RefusedBundle(message).at(place());
    }

    private String shown(int start, int end) {
        int shownEnd = Math.min(end, start + SHOWN);
        String text = new String(buffer, start, shownEnd - start, StandardCharsets.UTF_8);
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < ' ' || c == 0x7f || c == 0xfeff) {
                safe.append(String.format("\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return shownEnd < end ? safe + "…" : safe.toString();
    }
}
