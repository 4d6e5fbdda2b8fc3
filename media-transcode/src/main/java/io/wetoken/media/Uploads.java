package io.wetoken.media;

import io.wetoken.media.core.Container;
import io.wetoken.media.core.Limits;
import io.wetoken.media.core.Reason;
import io.wetoken.media.core.Refusal;
import io.wetoken.media.core.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What can be said of an upload without starting anything. */
final class Uploads {
    private static final int MIB = 20;

    private Uploads() {}

    static Upload check(Path file, Limits limits) throws Refusal, IOException {
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            throw new Refusal(Reason.NOT_A_FILE, "There is no such file.", file.toString(), e);
        }
        if (!found.isRegularFile()) {
            String kind = found.isDirectory() ? "a directory" : found.isSymbolicLink() ? "a link" : "a device";
            throw new Refusal(Reason.NOT_A_FILE, "This is " + kind + ", not a video file.", file.toString());
        }
        if (found.size() == 0) {
            throw new Refusal(Reason.EMPTY, "The file is empty.", "");
        }
        if (found.size() > limits.bytes()) {
            throw new Refusal(
                    Reason.TOO_LARGE,
                    "The file is too large: " + (found.size() >> MIB) + " MiB, at most " + (limits.bytes() >> MIB)
                            + " MiB are possible.",
                    "");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            Container container = Container.of(in.readNBytes(Container.HEAD))
                    .orElseThrow(() -> new Refusal(
                            Reason.NOT_A_VIDEO,
                            "This is not a video file. MP4, MOV, MKV, WebM, MPEG-TS, AVI and FLV files can be taken.",
                            ""));
            return new Upload(file.toAbsolutePath().toString(), container);
        }
    }
}
