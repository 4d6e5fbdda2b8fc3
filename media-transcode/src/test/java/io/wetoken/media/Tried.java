package io.wetoken.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** One run of the command as a person would do it, and what it said. */
record Tried(int status, String out, String err) {
    static Tried transcode(Path file, Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(file.toString(), "--out", out.toString(), "--json"));
        arguments.addAll(Arrays.asList(more));
        return run(new Transcode(), arguments.toArray(String[]::new));
    }

    static Tried run(Object command, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        int status;
        try {
            status = new CommandLine(command).execute(arguments);
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
        return new Tried(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }
}
