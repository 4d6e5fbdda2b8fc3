package io.wetoken.serving.space;

import io.wetoken.behaviour.LinkKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PublicKey;

/** {@code links.pub}: how the scores, and whoever else is given it, tell a link of this site from a forged one. */
final class PublishedKey {
    private PublishedKey() {}

    /** Leaves the file as the key says, whole. */
    static void write(Path secrets, PublicKey key) throws IOException {
        Path file = secrets.resolve(LinkKeys.PUBLIC_FILE);
        String pem = LinkKeys.pem(key);
        if (Files.exists(file) && Files.readString(file).equals(pem)) {
            return;
        }
        Path temporary = Files.createTempFile(secrets, "links", ".tmp");
        try {
            Files.writeString(temporary, pem);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
