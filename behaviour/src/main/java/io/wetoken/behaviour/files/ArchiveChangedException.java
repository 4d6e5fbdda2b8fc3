package io.wetoken.behaviour.files;

import java.io.IOException;

/** What a manifest promised is not there any more; nothing may be computed from it. */
public final class ArchiveChangedException extends IOException {
    ArchiveChangedException(String path, String difference) {
        this(path, difference, null);
    }

    ArchiveChangedException(String path, String difference, Throwable cause) {
        super("archive file " + path + " changed after closing: " + difference, cause);
    }
}
