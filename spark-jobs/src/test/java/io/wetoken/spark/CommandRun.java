package io.wetoken.spark;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command as {@code main} runs it.
 *
 * @param results what it printed for people and programs
 * @param messages what it told beside that
 */
record CommandRun(int status, String results, String messages) {
    static CommandRun of(CommandLine command, String... line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line);
        System.out.println(err.toString() + out);
        return new CommandRun(status, out.toString(), err.toString());
    }
}
