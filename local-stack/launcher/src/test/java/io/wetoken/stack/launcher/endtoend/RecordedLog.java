package io.wetoken.stack.launcher.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.stack.launcher.WeProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Three busy days of honest behaviour, by {@code received}: real ones where the folder beside the project is there, otherwise what is honest of a made-up
 * community.
 *
 * @param real whether they are of the real log
 */
record RecordedLog(boolean real, List<String> lines) {
    static final List<LocalDate> DAYS =
            List.of(LocalDate.of(1998, 3, 30), LocalDate.of(1998, 3, 31), LocalDate.of(1998, 4, 1));
    static final LocalDate PAID = DAYS.get(2);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MADE_UP_EVENTS = 6_000;

    /** @param work for files that are only needed on the way */
    static RecordedLog read(WeProcess we, Path work) throws IOException, InterruptedException {
        Path shared = WeProcess.root().resolve("../shared/data/replay/ml-100k.jsonl.gz");
        boolean real = Files.isReadable(shared) && !Boolean.getBoolean("endtoend.madeUp");
        return new RecordedLog(real, real ? busyDays(shared) : honestPart(we, madeUp(work), work));
    }

    private static List<String> busyDays(Path log) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (DAYS.contains(Act.of(JSON.readTree(line)).day())) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private static Path madeUp(Path work) throws IOException, InterruptedException {
        Path module = WeProcess.root().resolve("ingest/target");
        Path jar;
        try (var files = Files.list(module)) {
            jar = files.filter(file -> file.getFileName().toString().matches("ingest-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        Path out = work.resolve("community.jsonl");
        Path log = work.resolve("community.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        jar
                                + File.pathSeparator
                                + Files.readString(module.resolve("classpath.txt"))
                                        .strip(),
                        "io.wetoken.ingest.community.Community",
                        "--events",
                        Integer.toString(MADE_UP_EVENTS),
                        "--last-day",
                        PAID.toString(),
                        "--out",
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("No community was made up: " + Files.readString(log));
        }
        return out;
    }

    /**
     * Without malformed lines, without everybody whom the guard suspects anywhere, and without those who share a device: what two orders of arrival could
     * judge differently is not for exact counts.
     */
    private static List<String> honestPart(WeProcess we, Path log, Path work) throws IOException, InterruptedException {
        Judged judged = Judged.by(we, log, work.resolve("community-judged.jsonl"));
        Set<String> dropped = new HashSet<>();
        Map<String, String> users = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            if (judged.mayBeAccepted(line)) {
                Act act = Act.of(JSON.readTree(line));
                if (judged.suspects(act.id())) {
                    dropped.add(act.actor());
                }
                String other = users.putIfAbsent(act.device(), act.actor());
                if (other != null && !other.equals(act.actor())) {
                    dropped.add(act.actor());
                }
                lines.add(line);
            }
        }
        List<String> honest = new ArrayList<>();
        for (String line : lines) {
            JsonNode read = JSON.readTree(line);
            if (!dropped.contains(read.get("actor").asText())) {
                honest.add(line);
            }
        }
        return honest;
    }
}
