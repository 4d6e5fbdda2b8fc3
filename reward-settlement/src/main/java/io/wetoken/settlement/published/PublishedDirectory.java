package io.wetoken.settlement.published;

import io.wetoken.behaviour.cid.Cid;
import io.wetoken.settlement.bundle.OutputDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Publications by content id, for any web server or IPFS node to carry: {@code <dataCid>/index.json} and what it names. */
public final class PublishedDirectory {
    private PublishedDirectory() {}

    /** Puts a publication there; one that is there already and was changed since is put right. */
    public static void put(Path home, Cid cid, Path publication) throws IOException {
        Path target = home.resolve(cid.toString());
        if (equal(publication, target)) {
            return;
        }
        OutputDirectory.delete(target);
        OutputDirectory.write(target, directory -> copy(publication, directory));
    }

    private static boolean equal(Path publication, Path there) throws IOException {
        try (Stream<Path> files = Files.walk(publication)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path other = there.resolve(publication.relativize(file).toString());
                if (!Files.isRegularFile(other) || Files.mismatch(file, other) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void copy(Path publication, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(publication)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = directory.resolve(publication.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }
}
