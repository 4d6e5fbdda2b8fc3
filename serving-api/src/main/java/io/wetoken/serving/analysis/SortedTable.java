package io.wetoken.serving.analysis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A CSV file with a header whose rows are in the order of the bytes of their first cells. What is looked for is found by halving, so a file of any size costs some
 * thirty small reads and no memory.
 */
final class SortedTable {
    /** Longer than any row: an id takes at most 64 characters, of nine encoded bytes each. */
    private static final int MAX_ROW = 4_096;

    private final Path file;

    SortedTable(Path file) {
        this.file = file;
    }

    /**
     * The rows that begin with a cell, in their order.
     *
     * @param key as it stands in the file
     * @param most of them, beyond which the rest is left out
     * @throws java.nio.file.NoSuchFileException when there is no such file
     */
    List<List<String>> rows(String key, int most) throws IOException {
        byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
        List<List<String>> found = new ArrayList<>();
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long at = first(in, wanted);
            while (at < in.size() && found.size() < most) {
                byte[] row = row(in, at);
                if (compare(row, wanted) != 0) {
                    break;
                }
                found.add(List.of(new String(row, StandardCharsets.UTF_8).split(",", -1)));
                at += row.length + 1;
            }
        }
        return found;
    }

    /** Where the first row begins whose cell is not before the wanted one. */
    private static long first(FileChannel in, byte[] wanted) throws IOException {
        long low = row(in, 0).length + 1L;
        long high = in.size();
        while (low < high) {
            long start = beginning(in, low, (low + high) / 2);
            byte[] row = row(in, start);
            if (compare(row, wanted) < 0) {
                low = start + row.length + 1;
            } else {
                high = start;
            }
        }
        return low;
    }

    /** Where the row begins in which a byte lies; the one at {@code low} begins there. */
    private static long beginning(FileChannel in, long low, long at) throws IOException {
        long from = Math.max(low, at - MAX_ROW);
        byte[] before = bytes(in, from, (int) (at - from));
        for (int back = before.length - 1; back >= 0; back--) {
            if (before[back] == '\n') {
                return from + back + 1;
            }
        }
        return from;
    }

    private static byte[] row(FileChannel in, long at) throws IOException {
        byte[] bytes = bytes(in, at, (int) Math.min(MAX_ROW, in.size() - at));
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] == '\n') {
                return Arrays.copyOf(bytes, end);
            }
        }
        throw new IOException("A row longer than " + MAX_ROW + " bytes, or cut short, at byte " + at);
    }

    private static byte[] bytes(FileChannel in, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (in.read(bytes, at + bytes.position()) < 0) {
                throw new IOException("The file ends at byte " + (at + bytes.position()) + " while it is read");
            }
        }
        return bytes.array();
    }

    private static int compare(byte[] row, byte[] wanted) {
        int end = 0;
        while (end < row.length && row[end] != ',') {
            end++;
        }
        return Arrays.compareUnsigned(row, 0, end, wanted, 0, wanted.length);
    }
}
