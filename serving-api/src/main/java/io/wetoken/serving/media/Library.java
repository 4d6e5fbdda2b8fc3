package io.wetoken.serving.media;

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
 * The directory in which the media worker publishes. Only what a clip's {@code metadata.json} lists is there for callers, so no path that they send ever becomes
 * a path here unless the worker wrote it.
 */
final class Library {
    static final String METADATA = "metadata.json";
    private static final Pattern DIRECTORY = Pattern.compile("[A-Za-z0-9]{1,128}");
    private static final long MOST_BYTES = 4L << 20;
    private static final int CLIPS = 500;

    private final Path root;
    /** A published directory never changes, so what was read of it stays true. */
    private final Map<String, Map<String, String>> cids =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
                    return size() > CLIPS;
                }
            });

    /** @param root {@code media.dir} */
    Library(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** @param etag quoted: the content id of exactly these bytes */
    record Item(Path file, String etag) {}

    /** Empty for what is not published. */
    Optional<Item> find(String directory, String path) throws IOException {
        if (!DIRECTORY.matcher(directory).matches()) {
            return Optional.empty();
        }
        Path clip = root.resolve(directory);
        if (path.equals(METADATA) && Files.isRegularFile(clip.resolve(METADATA), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(new Item(clip.resolve(METADATA), "\"" + directory + "-metadata\""));
        }
        String cid = files(directory, clip).get(path);
        return cid == null ? Optional.empty() : Optional.of(new Item(clip.resolve(path), "\"" + cid + "\""));
    }

    /** Content ids by path; empty for a clip that is not there. */
    private Map<String, String> files(String directory, Path clip) throws IOException {
        Map<String, String> known = cids.get(directory);
        if (known == null && Files.isRegularFile(clip.resolve(METADATA), LinkOption.NOFOLLOW_LINKS)) {
            known = read(clip.resolve(METADATA));
            cids.put(directory, known);
        }
        return known == null ? Map.of() : known;
    }

    private static Map<String, String> read(Path metadata) throws IOException {
        if (Files.size(metadata) > MOST_BYTES) {
            throw new IOException(metadata + " has " + Files.size(metadata) + " bytes, the most is " + MOST_BYTES);
        }
        Map<String, String> files = new HashMap<>();
        try {
            for (JsonNode file :
                    JsonMapper.shared().readTree(Files.readAllBytes(metadata)).required("files")) {
                files.put(file.required("path").asString(), file.required("cid").asString());
            }
        } catch (JacksonException e) {
            throw new IOException(metadata + " cannot be read: " + e.getMessage(), e);
        }
        return Map.copyOf(files);
    }
}
