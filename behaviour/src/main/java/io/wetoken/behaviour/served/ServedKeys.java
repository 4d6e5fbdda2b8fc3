package io.wetoken.behaviour.served;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets of served-item tokens: the newest makes them, all of them still count. To rotate, add {@code served-002.key} beside {@code served-001.key}, wait until
 * whoever checks tokens can read it, start the site again, and remove the old one when its last token has expired.
 */
public final class ServedKeys {
    /** 256 bits, as much as the hash gives (RFC 2104, section 3). */
    public static final int KEY_BYTES = 32;

    /** The first key's file in {@code secrets.dir}. */
    public static final String FIRST_FILE = "served-001.key";

    private static final Pattern FILE = Pattern.compile("served-\\d{3}\\.key");

    /** Of a site whose keys nobody has told. */
    public static final ServedKeys NONE = of(List.of());

    private final List<byte[]> oldestFirst;

    private ServedKeys(List<byte[]> oldestFirst) {
        this.oldestFirst = oldestFirst;
    }

    /** @throws IllegalArgumentException for a key of another length than {@link #KEY_BYTES} */
    public static ServedKeys of(List<byte[]> oldestFirst) {
        List<byte[]> keys = new ArrayList<>();
        for (byte[] key : oldestFirst) {
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException(
                        "A key of served-item tokens has " + KEY_BYTES + " bytes, not " + key.length);
            }
            keys.add(key.clone());
        }
        return new ServedKeys(List.copyOf(keys));
    }

    /**
     * Every {@code served-NNN.key} of a directory, none when there is no such directory.
     *
     * @throws IOException naming the file that cannot be read or holds no key
     */
    public static ServedKeys read(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return NONE;
        }
        List<byte[]> keys = new ArrayList<>();
        for (Path file : files(directory)) {
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IOException(file + " must have " + KEY_BYTES + " bytes, has " + key.length
                        + ": restore it from a backup, or remove it (tokens that it signed are forged then)");
            }
            keys.add(key);
        }
        return of(keys);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(
                            file -> FILE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    public boolean isEmpty() {
        return oldestFirst.isEmpty();
    }

    List<byte[]> oldestFirst() {
        return oldestFirst;
    }
}
