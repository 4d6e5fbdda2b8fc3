package io.wetoken.settlement;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What went wrong, in one line for whoever asked and in a file for whoever must find out why. */
public final class Traces {
    private Traces() {}

    /** Never empty. The file system's own messages are bare paths; they are told what they mean. */
    public static String message(Throwable failure) {
        String text = failure.getMessage();
        if (text == null || text.isBlank()) {
            return failure.toString();
        }
        if (failure instanceof NoSuchFileException) {
            return text + ": no such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return text + ": access denied";
        }
        return text;
    }

    /**
     * Writes the trace of a failure that nobody expected, with its causes.
     *
     * @param log a directory, made when it is missing
     * @param what begins the file's name
     */
    public static Path keep(Path log, String what, Throwable failure) throws IOException {
        Path file = Files.createTempFile(Files.createDirectories(log), what + "-", ".trace");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            failure.printStackTrace(out);
        }
        return file;
    }
}
