package io.wetoken.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
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
        ObjectNode json = Json.object(FILE, new String(bytes, StandardCharsets.UTF_8));
        if (!Json.whole(json.get("version")).equals(Optional.of(BigInteger.ONE))) {
            throw new Refused(FILE, "version must be 1, is " + json.get("version"));
        }
        if (!(json.get("files") instanceof ArrayNode list)) {
            throw new Refused(FILE, "there is no list 'files'");
        }
        SortedMap<String, Entry> files = new TreeMap<>();
        for (JsonNode item : list) {
            Optional<String> named = Json.text(item.get("path"));
            Optional<BigInteger> counted = Json.whole(item.get("bytes"));
            Optional<String> sha256 = Json.text(item.get("sha256"));
            if (named.isEmpty() || counted.isEmpty() || sha256.isEmpty()) {
                throw new Refused(FILE, "not a file's path, bytes and sha256: " + item);
            }
            String path = named.get();
            BigInteger size = counted.get();
            if (!path.matches("[a-z0-9-]+(/[a-z0-9-]+)?\\.(json|csv)")
                    || size.signum() < 0
                    || size.compareTo(LARGEST) > 0) {
                throw new Refused(FILE, "not a file that is published: '" + path + "' of " + size + " bytes");
            }
            if (files.put(path, new Entry(size.intValueExact(), sha256.get())) != null) {
                throw new Refused(FILE, "'" + path + "' stands there twice");
            }
        }
        return new Index(Cid.text(Cid.ofBlock(bytes)), date(json.get("epoch")), files);
    }

    private static LocalDate date(JsonNode epoch) throws Refused {
        try {
            return LocalDate.parse(Json.text(epoch).orElse(""));
        } catch (DateTimeParseException e) {
            throw new Refused(FILE, "epoch is no date: " + epoch);
        }
    }
}
