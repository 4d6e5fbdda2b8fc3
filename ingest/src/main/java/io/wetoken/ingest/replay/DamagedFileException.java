package io.wetoken.ingest.replay;

import java.io.IOException;

/** A recorded file that cannot be read to its end. */
final class DamagedFileException extends IOException {
    DamagedFileException(String message, IOException cause) {
        super(message, cause);
    }
}
