package io.wetoken.settlement.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where two text files part. */
final class Differences {
    private static final int SHOWN = 120;

    private Differences() {}

    /** {@code :line: then '…', now '…'}; empty when all bytes are equal. */
    static Optional<String> first(Path then, Path now) throws IOException {
        if (Files.mismatch(then, now) < 0) {
            return Optional.empty();
        }
        try (BufferedReader thenLines = Files.newBufferedReader(then);
                BufferedReader nowLines = Files.newBufferedReader(now)) {
            for (long line = 1; ; line++) {
                String was = thenLines.readLine();
                String is = nowLines.readLine();
                if (was == null && is == null) {
                    return Optional.of(": the ends of the lines differ");
                }
                if (was == null || !was.equals(is)) {
                    return Optional.of(":" + line + ": then " + shown(was) + ", now " + shown(is));
                }
            }
        }
    }

    private static String shown(String line) {
        if (line == null) {
            return "nothing";
        }
        return "'" + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…") + "'";
    }
}
