package io.wetoken.behaviour.cid;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The content ids of a file, and of a directory with everything below it. */
public final class ContentIds {
    /** Each profile gives another id for the same bytes, so the name belongs beside every id that is published. */
    public static final String PROFILE = "unixfs-v1-2025";

    private static final int CHUNK = 1 << 20;
    private static final int WIDTH = 1_024;
    private static final int BUFFER = 1 << 16;
    /** From here on the profile splits a directory into shards, which are not built here. */
    private static final int LARGEST_DIRECTORY = 256 << 10;

    private ContentIds() {}

    /** @param files path below the directory, with {@code /}, to content id, in the order of the paths */
    public record Tree(String cid, SortedMap<String, String> files) {}

    public static String ofFile(Path file) throws IOException {
        return file(file).cid().toString();
    }

    /** The id that {@code ipfs add -r} prints last. */
    public static Tree ofDirectory(Path directory) throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        Node root = directory(directory, "", files);
        return new Tree(root.cid().toString(), files);
    }

    private static Node directory(Path directory, String prefix, Map<String, String> files) throws IOException {
        List<DagPb.Link> links = new ArrayList<>();
        int size = 0;
        for (Path entry : entries(directory)) {
            String name = entry.getFileName().toString();
            Node node;
            if (Files.isDirectory(entry)) {
                node = directory(entry, prefix + name + "/", files);
            } else {
                node = file(entry);
                files.put(prefix + name, node.cid().toString());
            }
            links.add(new DagPb.Link(name, node));
            size += name.length() + node.cid().bytes().length;
        }
        if (size > LARGEST_DIRECTORY) {
            throw new IOException(directory + " has too many entries for one directory block: " + links.size());
        }
        return DagPb.directory(links);
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted((a, b) -> Arrays.compareUnsigned(nameBytes(a), nameBytes(b)))
                    .toList();
        }
    }

    private static byte[] nameBytes(Path entry) {
        return entry.getFileName().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Node file(Path file) throws IOException {
        List<Node> level = chunks(file);
        while (level.size() > 1) {
            List<Node> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += WIDTH) {
                above.add(DagPb.file(level.subList(i, Math.min(level.size(), i + WIDTH))));
            }
            level = above;
        }
        return level.get(0);
    }

    /** Raw leaves; a file of one chunk is its leaf, an empty file the leaf of no bytes. */
    private static List<Node> chunks(Path file) throws IOException {
        List<Node> chunks = new ArrayList<>();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            long size;
            do {
                MessageDigest digest = Cid.sha256();
                size = 0;
                while (size < CHUNK) {
                    int read = in.read(buffer, 0, (int) Math.min(buffer.length, CHUNK - size));
                    if (read < 0) {
                        break;
                    }
                    digest.update(buffer, 0, read);
                    size += read;
                }
                if (size > 0 || chunks.isEmpty()) {
                    chunks.add(new Node(new Cid(Cid.RAW, digest.digest()), size, size));
                }
            } while (size == CHUNK);
        }
        return chunks;
    }
}
