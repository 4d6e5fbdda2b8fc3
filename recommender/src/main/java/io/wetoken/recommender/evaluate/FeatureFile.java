package io.wetoken.recommender.evaluate;

import io.wetoken.recommender.Panel;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** {@code NAME-f32le-ROWSxCOLUMNS.bin}, gzipped or not: 32-bit floats, little endian, row after row; row n belongs to item n. */
public final class FeatureFile {
    private static final Pattern NAMED = Pattern.compile("(.+)-f32le-(\\d{1,9})x(\\d{1,6})\\.bin(\\.gz)?");

    private FeatureFile() {}

    /**
     * What was read.
     *
     * @param features a row for each id that was asked for; zeros where there are none
     * @param skipped how many items have no features, and which the first is
     */
    public record Read(Panel features, Optional<String> skipped) {}

    /**
     * Several kinds, in the order of their files.
     *
     * @param skipped is told of items that have no features
     */
    public static List<Panel> read(List<Path> files, long[] ids, Consumer<String> skipped) throws IOException {
        List<Panel> kinds = new ArrayList<>();
        for (Path file : files) {
            Read read = read(file, ids);
            read.skipped().ifPresent(skipped);
            kinds.add(read.features());
        }
        return kinds;
    }

    /**
     * @param ids ascending
     * @throws IllegalArgumentException naming the file, and the row where a number is none, when the file is not what its name says
     */
    public static Read read(Path file, long[] ids) throws IOException {
        Matcher name = NAMED.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            throw new IllegalArgumentException(
                    file + " is not named NAME-f32le-ROWSxCOLUMNS.bin[.gz], which says how it is to be read");
        }
        int rows = Integer.parseInt(name.group(2));
        int columns = Integer.parseInt(name.group(3));
        Panel panel = Panel.zeros(ids.length, columns);
        int next = 0;
        int known = 0;
        long missing = -1;
        try (InputStream in = open(file)) {
            byte[] bytes = new byte[Math.multiplyExact(columns, Float.BYTES)];
            float[] numbers = new float[columns];
            for (int row = 0; row < rows; row++) {
                if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                    throw new EOFException("it ends within row " + row + " of " + rows);
                }
                while (next < ids.length && ids[next] < row) {
                    next++;
                }
                if (next < ids.length && ids[next] == row) {
                    ByteBuffer.wrap(bytes)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer()
                            .get(numbers);
                    if (check(file, row, numbers)) {
                        panel.set(next, numbers);
                        known++;
                    } else if (missing < 0) {
                        missing = row;
                    }
                }
            }
            if (in.read() >= 0) {
                throw new EOFException("it goes on after its " + rows + " rows of " + columns);
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + " is missing", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read as its name says: " + e.getMessage(), e);
        }
        if (missing < 0 && known < ids.length) {
            missing = firstOutside(ids, rows);
        }
        return new Read(
                panel,
                known == ids.length
                        ? Optional.empty()
                        : Optional.of(file + ": " + (ids.length - known) + " of " + ids.length
                                + " items have no features, the first is item " + missing
                                + "; they are ranked by behaviour alone"));
    }

    private static long firstOutside(long[] ids, int rows) {
        for (long id : ids) {
            if (id < 0 || id >= rows) {
                return id;
            }
        }
        return -1;
    }

    /** Whether a row says anything. */
    private static boolean check(Path file, int row, float[] numbers) {
        boolean any = false;
        for (int column = 0; column < numbers.length; column++) {
            if (!Float.isFinite(numbers[column])) {
                throw new IllegalArgumentException(
                        file + ": row " + row + ", column " + column + " is " + numbers[column] + ", not a number");
            }
            any |= numbers[column] != 0;
        }
        return any;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            bytes.mark(2);
            boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            return zipped ? new BufferedInputStream(new GZIPInputStream(bytes), 1 << 16) : bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }
}
