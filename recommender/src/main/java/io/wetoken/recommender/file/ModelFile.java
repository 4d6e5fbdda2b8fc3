package io.wetoken.recommender.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * One model in one file, little endian. A head of 56 bytes: the magic {@code WEMODEL\0}, the format's version (int), the length of the index (int), the
 * length of the file (long), and the SHA-256 of all that follows. Then the {@link Index}, then the sections. A section has at most 2 GiB, since a mapped
 * buffer has: 690,000 items with 777 neighbours each.
 */
public final class ModelFile {
    private static final int VERSION = 1;
    private static final byte[] MAGIC = {'W', 'E', 'M', 'O', 'D', 'E', 'L', 0};
    private static final int SHA_BYTES = 32;
    private static final int HEAD = MAGIC.length + 4 + 4 + 8 + SHA_BYTES;
    private static final int CHUNK = 1 << 24;

    private ModelFile() {}

    /** @return the SHA-256 of its content, lower-case hex: equal models have equal ones */
    public static String write(Path file, TrainedModel model) throws IOException {
        List<Section> sections = RankerSection.after(Sections.of(model.ids(), model.learnt()), model.ranker());
        byte[] index = Index.of(model.card(), sections).encode();
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            MessageDigest digest = sha256();
            out.position(HEAD);
            put(out, digest, ByteBuffer.wrap(index));
            for (Section section : sections) {
                put(out, digest, ByteBuffer.allocate((int) (aligned(out.position()) - out.position())));
                section.write(bytes -> put(out, digest, bytes));
            }
            byte[] sha = digest.digest();
            out.write(
                    littleEndian(HEAD)
                            .put(MAGIC)
                            .putInt(VERSION)
                            .putInt(index.length)
                            .putLong(out.position())
                            .put(sha)
                            .flip(),
                    0);
            out.force(true);
            return HexFormat.of().formatHex(sha);
        }
    }

    /**
     * Maps a file after reading all of it once, against its checksum. The pages stay mapped until nobody refers to the model any more, also when the file is
     * deleted; it must never be written to.
     *
     * @throws IOException naming the file and what is wrong with it
     */
    public static TrainedModel open(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            int indexLength = check(file, in);
            byte[] bytes = new byte[indexLength];
            in.map(FileChannel.MapMode.READ_ONLY, HEAD, indexLength).get(bytes);
            try {
                Index index = Index.decode(bytes);
                return RankerSection.model(index.card(), map(in, HEAD + (long) indexLength, index.sections()));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // The checksum held: whoever wrote it wrote it so.
                throw new IOException("Model file " + file + " contradicts itself: " + e.getMessage(), e);
            }
        }
    }

    /** The SHA-256 that its head says its content has, lower-case hex. Whether it has is what {@link #open} finds out. */
    static String sha256(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            return HexFormat.of().formatHex(head(file, in).sha256());
        }
    }

    /** What the file says of itself, without reading more than that. */
    static Card card(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            Head head = head(file, in);
            byte[] bytes = new byte[checked(file, head, in)];
            in.map(FileChannel.MapMode.READ_ONLY, HEAD, bytes.length).get(bytes);
            return Index.decode(bytes).card();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("Model file " + file + " was changed: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Head(int index, long length, byte[] sha256) {}

    /** @return the length of the index */
    private static int check(Path file, FileChannel in) throws IOException {
        Head head = head(file, in);
        byte[] found = sha256(in);
        if (!Arrays.equals(head.sha256(), found)) {
            throw new IOException("Model file " + file + " was changed: sha256 expected "
                    + HexFormat.of().formatHex(head.sha256()) + ", found "
                    + HexFormat.of().formatHex(found));
        }
        return checked(file, head, in);
    }

    private static int checked(Path file, Head head, FileChannel in) throws IOException {
        if (head.index() < 0 || head.index() > in.size() - HEAD) {
            throw new IOException(
                    "Model file " + file + " was changed: its index has " + head.index() + " bytes of " + in.size());
        }
        return head.index();
    }

    private static Head head(Path file, FileChannel in) throws IOException {
        ByteBuffer head = littleEndian(HEAD);
        while (head.hasRemaining() && in.read(head) >= 0) {
            // A read may give less than was asked for.
        }
        head.flip();
        byte[] magic = new byte[Math.min(MAGIC.length, head.limit())];
        head.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IOException("Model file " + file + " is none: it does not begin with WEMODEL");
        }
        if (head.limit() < HEAD) {
            throw new IOException(
                    "Model file " + file + " is cut short: " + in.size() + " bytes, its head has " + HEAD);
        }
        int version = head.getInt();
        if (version != VERSION) {
            throw new IOException("Model file " + file + " has format " + version + ", this program reads " + VERSION);
        }
        int index = head.getInt();
        long length = head.getLong();
        if (length != in.size()) {
            throw new IOException("Model file " + file + (in.size() < length ? " is cut short: " : " has grown: ")
                    + in.size() + " bytes instead of " + length);
        }
        byte[] expected = new byte[SHA_BYTES];
        head.get(expected);
        return new Head(index, length, expected);
    }

    private static byte[] sha256(FileChannel in) throws IOException {
        MessageDigest digest = sha256();
        for (long at = HEAD; at < in.size(); at += CHUNK) {
            digest.update(in.map(FileChannel.MapMode.READ_ONLY, at, Math.min(CHUNK, in.size() - at)));
        }
        return digest.digest();
    }

    private static Map<String, ByteBuffer> map(FileChannel in, long from, Map<String, Long> lengths)
            throws IOException {
        Map<String, ByteBuffer> sections = new HashMap<>();
        long at = from;
        for (Map.Entry<String, Long> section : lengths.entrySet()) {
            at = aligned(at);
            if (section.getValue() < 0 || section.getValue() > in.size() - at) {
                throw new IllegalArgumentException("section " + section.getKey() + " of " + section.getValue()
                        + " bytes at " + at + " ends after the file");
            }
            sections.put(
                    section.getKey(),
                    in.map(FileChannel.MapMode.READ_ONLY, at, section.getValue())
                            .order(ByteOrder.LITTLE_ENDIAN));
            at += section.getValue();
        }
        return sections;
    }

    private static void put(FileChannel out, MessageDigest digest, ByteBuffer bytes) throws IOException {
        digest.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static long aligned(long position) {
        return position + 7 & ~7L;
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
