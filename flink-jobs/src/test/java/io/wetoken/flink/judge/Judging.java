package io.wetoken.flink.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/**
 * One run of the command in this process.
 *
 * @param out what a person sees on standard output
 * @param err and on standard error
 */
record Judging(int status, String out, String err) {
    static Judging of(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream before = System.err;
        PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
        System.setErr(messages); // Where the job prints bad lines.
        int status;
        try {
            status = new CommandLine(new JudgeCommand(new PrintStream(out, true, StandardCharsets.UTF_8), messages))
                    .execute(List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
        } finally {
            System.setErr(before);
        }
        return new Judging(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Its messages without the signs of life that a slow machine gives, sorted. */
    List<String> problems() {
        return err.lines()
                .filter(line -> !line.endsWith(" lines read, judging"))
                .sorted()
                .toList();
    }

    /** Of a run with {@code --json}. */
    JsonNode summary() {
        return Lines.json(out);
    }
}
