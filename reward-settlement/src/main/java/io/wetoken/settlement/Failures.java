package io.wetoken.settlement;

import io.wetoken.settlement.chain.ChainException;
import io.wetoken.settlement.core.RefusedBundle;
import io.wetoken.settlement.epoch.SettlementException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/** Turns what went wrong into one line for a person, and an exit status; the trace of what nobody expected goes to a file. */
final class Failures {
    private Failures() {}

    static int report(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof InputException || failure instanceof RefusedBundle) {
            err.println(Traces.message(failure));
            err.flush();
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof SettlementException || failure instanceof ChainException) {
            err.println(Traces.message(failure));
        } else {
            unexpected(failure, command, err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** An IOException says what failed; of anything else the name is half of the message. */
    private static void unexpected(Exception failure, CommandLine command, PrintWriter err) {
        String message = failure instanceof IOException || failure instanceof UncheckedIOException
                ? Traces.message(failure)
                : "Unexpected: " + failure;
        Optional<Path> log =
                command.getMixins().get("config") instanceof ConfigOption config ? config.log() : Optional.empty();
        if (log.isEmpty()) {
            err.println(message);
            failure.printStackTrace(err);
            return;
        }
        try {
            err.println(message + " (its trace: " + Traces.keep(log.get(), command.getCommandName(), failure) + ")");
        } catch (IOException e) {
            err.println(message + " (its trace cannot be kept: " + Traces.message(e) + ")");
            failure.printStackTrace(err);
        }
    }
}
