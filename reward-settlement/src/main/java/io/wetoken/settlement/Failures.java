package io.wetoken.settlement;

import io.wetoken.settlement.core.RefusedBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/** Turns what went wrong into one line for a person, and an exit status. */
final class Failures {
    private Failures() {}

    static int report(Exception failure, CommandLine command) {
        command.getErr().println(message(failure));
        command.getErr().flush();
        boolean input = failure instanceof RefusedBundle || failure instanceof IllegalArgumentException;
        return input ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    private static String message(Throwable failure) {
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (failure instanceof UncheckedIOException unchecked) {
            return message(unchecked.getCause());
        }
        if (failure instanceof NoSuchFileException) {
            return text + ": no such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return text + ": access denied";
        }
        if (failure instanceof IOException) {
            return text;
        }
        return text;
    }
}
