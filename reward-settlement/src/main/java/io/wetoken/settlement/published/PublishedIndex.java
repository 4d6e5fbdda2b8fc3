package io.wetoken.settlement.published;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.cid.Cid;
import io.wetoken.behaviour.cid.ContentIds;
import io.wetoken.behaviour.files.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code index.json}. Its bytes depend on the named files alone. */
final class PublishedIndex {
    private static final int VERSION = 1;
    /** What is one block, so that the content id is the digest of the bytes. */
    private static final int BLOCK = 1 << 20;

    private PublishedIndex() {}

    /**
     * Writes the index of the files of a directory into it.
     *
     * @param paths with {@code /}, in the order of their bytes
     * @return its content id, which is the publication's
     */
    static Cid write(Epoch epoch, Path directory, List<String> paths) throws IOException {
        List<String> files = new ArrayList<>();
        for (String path : paths) {
            Path file = directory.resolve(path);
            try (InputStream in = Files.newInputStream(file)) {
                files.add("    {\"path\": \"" + path + "\", \"bytes\": " + Files.size(file) + ", \"sha256\": \""
                        + Digests.sha256(in) + "\", \"cid\": \"" + ContentIds.ofFile(file) + "\"}");
            }
        }
        byte[] text = ("{\n  \"version\": " + VERSION + ",\n  \"epoch\": \"" + epoch + "\",\n  \"cidProfile\": \""
                        + ContentIds.PROFILE + "\",\n  \"files\": [\n" + String.join(",\n", files) + "\n  ]\n}\n")
                .getBytes(StandardCharsets.UTF_8);
        if (text.length > BLOCK) {
            throw new IOException(
                    "The index of " + epoch + " has " + text.length + " bytes, and one block holds " + BLOCK);
        }
        Files.write(directory.resolve(PublishedFiles.INDEX), text);
        return Cid.ofBlock(text);
    }
}
