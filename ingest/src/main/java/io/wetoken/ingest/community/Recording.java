package io.wetoken.ingest.community;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** All lines of a community, by {@code received}. */
final class Recording {
    private static final long DAY_MS = 86_400_000L;
    private static final int VIEWER_EVENTS = 50;
    private static final int CREATOR_EVENTS = 350;

    private final List<Line> lines;
    private final List<Content> contents;

    private Recording(List<Line> lines, List<Content> contents) {
        this.lines = lines;
        this.contents = contents;
    }

    /**
     * @param count of lines, malformed ones and retries included
     * @param fraudShare of the lines, 0 to 0.5
     */
    static Recording of(int count, int days, LocalDate lastDay, long seed, double fraudShare) {
        long start = lastDay.minusDays(days - 1L)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
        long end = start + days * DAY_MS;
        Chance chance = new Chance(seed);
        int fraud = (int) (count * fraudShare);
        int malformed = 3 + count / 5_000;
        int retries = count / 200;
        People people = new People(
                chance, Math.max(12, count / VIEWER_EVENTS), Math.max(12, count / CREATOR_EVENTS), start, days);
        Library library = new Library(chance, people.creators(), start, end);

        List<Line> lines = new ArrayList<>(count);
        lines.addAll(library.releases());
        int honest = count - fraud - malformed - retries - lines.size();
        lines.addAll(new HonestLife(chance, people, library, start, days).lines(honest));
        addRetries(chance, retries, end, lines);
        addFraud(chance, fraud, library, start, days, lines);
        addMalformed(chance, malformed, start, end, lines);
        lines.sort(Comparator.comparingLong(Line::received).thenComparing(Line::text));
        return new Recording(lines, library.contents());
    }

    private static void addRetries(Chance chance, int count, long end, List<Line> lines) {
        int honest = lines.size();
        for (int added = 0; added < count; ) {
            Line again = lines.get(chance.below(honest)).again(chance.between(2_000, 60_000));
            if (again.received() < end) {
                lines.add(again);
                added++;
            }
        }
    }

    private static void addFraud(Chance chance, int count, Library library, long start, int days, List<Line> lines) {
        List<Line> honest = List.copyOf(lines);
        int left = count;
        for (int i = 0; i < Fraud.ALL.size(); i++) {
            Fraud.Kind kind = Fraud.ALL.get(i);
            int share = left / (Fraud.ALL.size() - i);
            Fraud.Scene scene =
                    new Fraud.Scene(chance, library, kind.label(), start + Library.OPENING_MS * 2, days, honest);
            lines.addAll(kind.fraud().lines(scene, share).subList(0, share));
            left -= share;
        }
    }

    /** What clients under development send. */
    private static void addMalformed(Chance chance, int count, long start, long end, List<Line> lines) {
        for (int i = 0; i < count; i++) {
            long time = chance.between(start + DAY_MS / 2, end - DAY_MS / 2);
            String times = "\"at\":" + time + ",\"sent\":" + time + ",\"received\":" + (time + 50) + "}";
            String id = chance.uuid();
            String who = ",\"actor\":\"tester\",\"device\":\"bench\",\"session\":\"s-0\",";
            String text = switch (i % 3) {
                case 0 -> "{\"id\":\"" + id + "\",\"kind\":\"PLA";
                case 1 -> "{\"id\":\"" + id + "\",\"kind\":\"DANCE\"" + who + times;
                default -> "{\"id\":\"test-" + i + "\",\"kind\":\"OPEN\"" + who + times;
            };
            lines.add(new Line(null, text, time, time, time, "malformed"));
        }
    }

    List<Line> lines() {
        return lines;
    }

    /** One line an event; compressed when the name ends in {@code .gz}. */
    void write(Path file) throws IOException {
        try (BufferedWriter out = writer(file)) {
            for (Line line : lines) {
                out.write(line.text());
                out.write('\n');
            }
        }
    }

    /** CSV {@code id,label}: one line for each distinct id. */
    void writeLabels(Path file) throws IOException {
        Set<String> seen = new HashSet<>();
        try (BufferedWriter out = writer(file)) {
            out.write("id,label\n");
            for (Line line : lines) {
                if (line.id() != null && seen.add(line.id())) {
                    out.write(line.id() + "," + line.label() + "\n");
                }
            }
        }
    }

    /** CSV {@code content,topic}: one line for each video. */
    void writeTopics(Path file) throws IOException {
        try (BufferedWriter out = writer(file)) {
            out.write("content,topic\n");
            for (Content content : contents) {
                out.write(content.id() + "," + content.topic() + "\n");
            }
        }
    }

    private static BufferedWriter writer(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        OutputStream out = Files.newOutputStream(file);
        return new BufferedWriter(new OutputStreamWriter(
                file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out, StandardCharsets.UTF_8));
    }
}
