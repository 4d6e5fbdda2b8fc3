package io.wetoken.spark;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** One exit status a kind of failure: 2 the command line or the input is wrong, 1 the work failed. A known failure is one line, an unknown one its trace. */
final class Failures {
    private Failures() {}

    static CommandLine toldBy(String name, CommandLine line) {
        return line.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter err = command.getErr();
            if (failure instanceof IllegalArgumentException) {
                err.println(name + ": " + failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            if (failure instanceof IOException) {
                err.println(name + ": " + failure.getMessage());
            } else {
                failure.printStackTrace(err);
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
    }
}
