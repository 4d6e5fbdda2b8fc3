package io.wetoken.verifier;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code index.json}: what belongs to a publication.
 *
 * @param cid of its own bytes
 * @param files by path
 */
record Index(String cid, LocalDate epoch, SortedMap<String, Entry> files) {
    static final String FILE = "index.json";
    /** One block. */
    static final int MOST_BYTES = 1 << 20;

    private static final BigInteger LARGEST = BigInteger.valueOf(Integer.MAX_VALUE - 64);

    record Entry(int bytes, String sha256) {}

    static Index of(byte[] bytes) throws Refused {
        Map<String, Object> json = Json.object(FILE, new String(bytes, StandardCharsets.UTF_8));
        if (!BigInteger.ONE.equals(json.get("version"))) {
            throw new Refused(FILE, "version must be 1, is " + json.get("version"));
        }
        if (!(json.get("files") instanceof List<?> list)) {
            throw new Refused(FILE, "there is no list 'files'");
        }
        SortedMap<String, Entry> files = new TreeMap<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> map)
                    || !(map.get("path") instanceof String path)
                    || !(map.get("bytes") instanceof BigInteger size)
                    || !(map.get("sha256") instanceof String sha256)) {
                throw new Refused(FILE, "not a file's path, bytes and sha256: " + item);
            }
            if (!path.matches("[a-z0-9-]+(/[a-z0-9-]+)?\\.(json|csv)")
                    || size.signum() < 0
                    || size.compareTo(LARGEST) > 0) {
                throw new Refused(FILE, "not a file that is published: '" + path + "' of " + size + " bytes");
            }
            if (files.put(path, new Entry(size.intValueExact(), sha256)) != null) {
                throw new Refused(FILE, "'" + path + "' stands there twice");
            }
        }
        return new Index(Cid.text(Cid.ofBlock(bytes)), date(json.get("epoch")), files);
    }

    private static LocalDate date(Object epoch) throws Refused {
        try {
            return LocalDate.parse(String.valueOf(epoch));
        } catch (DateTimeParseException e) {
            throw new Refused(FILE, "epoch is no date: " + epoch);
        }
    }
}
