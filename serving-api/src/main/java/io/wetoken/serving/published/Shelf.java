package io.wetoken.serving.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The directory in which settlement publishes, by content id. Only what a publication's {@code index.json} names is there for callers, so no path that they send
 * becomes a path here unless settlement wrote it.
 */
final class Shelf {
    static final String INDEX = "index.json";
    private static final Pattern CID = Pattern.compile("b[a-z2-7]{58}");
    private static final Pattern PATH = Pattern.compile("[a-z0-9-]+(?:/[a-z0-9-]+)?\\.(?:json|csv)");
    /** An index is one block. */
    private static final long MOST_BYTES = 1L << 20;

    private static final int DAYS = 500;

    private final Path root;
    /** A publication never changes, so what was read of it stays true. */
    private final Map<String, Map<String, String>> indexes =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
                    return size() > DAYS;
                }
            });

    /** @param root {@code published.dir} */
    Shelf(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** @param etag quoted: the content id of exactly these bytes */
    record Item(Path file, String etag) {}

    /** Empty for what is not published. */
    Optional<Item> find(String cid, String path) throws IOException {
        Path index = root.resolve(CID.matcher(cid).matches() ? cid : "none").resolve(INDEX);
        if (!Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (path.equals(INDEX)) {
            return Optional.of(new Item(index, "\"" + cid + "\""));
        }
        Map<String, String> known = indexes.get(cid);
        if (known == null) {
            known = read(index);
            indexes.put(cid, known);
        }
        Path file = index.resolveSibling(known.containsKey(path) ? path : INDEX);
        return known.containsKey(path) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(new Item(file, "\"" + known.get(path) + "\""))
                : Optional.empty();
    }

    private static Map<String, String> read(Path index) throws IOException {
        if (Files.size(index) > MOST_BYTES) {
            throw new IOException(index + " has " + Files.size(index) + " bytes, the most is " + MOST_BYTES);
        }
        Map<String, String> files = new HashMap<>();
        try {
            for (JsonNode file :
                    JsonMapper.shared().readTree(Files.readAllBytes(index)).required("files")) {
                String path = file.required("path").asString();
                if (!PATH.matcher(path).matches()) {
                    throw new IOException(index + " names '" + path + "', which is never published");
                }
                files.put(path, file.required("cid").asString());
            }
        } catch (JacksonException e) {
            throw new IOException(index + " cannot be read: " + e.getMessage(), e);
        }
        return Map.copyOf(files);
    }
}
