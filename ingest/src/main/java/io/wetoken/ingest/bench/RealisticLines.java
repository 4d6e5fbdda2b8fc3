package io.wetoken.ingest.bench;

import io.wetoken.ingest.community.Community;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Events of the made-up community, without the malformed. */
final class RealisticLines {
    /** Where an event's id stands. */
    static final int ID_OFFSET = "{\"id\":\"".length();

    static final int ID_LENGTH = 36;

    private static final Pattern GOOD =
            Pattern.compile("\\{\"id\":\"[0-9a-f-]{36}\",\"kind\":\"(?!DANCE)[A-Z_]+\",.*\"received\":[0-9]+}");
    private static final Pattern ADDED = Pattern.compile(",\"(?:ipHash\":\"[^\"]*\"|received\":[0-9]+)");

    private RealisticLines() {}

    /** As apps send them: without what the collector adds. */
    static List<String> live(int most, LocalDate lastDay, long seed) throws IOException {
        return recorded(most, lastDay, seed).stream()
                .map(line -> ADDED.matcher(line).replaceAll(""))
                .toList();
    }

    /**
     * As they were recorded, on three days.
     *
     * @param most at least 500; the malformed among so many are left out
     */
    static List<String> recorded(int most, LocalDate lastDay, long seed) throws IOException {
        Path file = Files.createTempFile("bench-events-", ".jsonl");
        try {
            int status = new CommandLine(new Community())
                    .execute(
                            "--events",
                            Integer.toString(most),
                            "--last-day",
                            lastDay.toString(),
                            "--seed",
                            Long.toString(seed),
                            "--out",
                            file.toString());
            if (status != 0) {
                throw new IOException("No community of " + most + " events could be made up, status " + status);
            }
            return Files.readAllLines(file).stream()
                    .filter(line -> GOOD.matcher(line).matches())
                    .toList();
        } finally {
            Files.delete(file);
        }
    }
}
