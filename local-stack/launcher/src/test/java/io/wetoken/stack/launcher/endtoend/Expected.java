package io.wetoken.stack.launcher.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** A file for the recorded-file door, and what must become of it. */
final class Expected {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A copy of an id within this time of the first one is a duplicate. */
    private static final long WINDOW_MS = Duration.ofDays(2).toMillis();

    private final RecordedLog log;
    private final Injected injected;
    private final List<Injected.Placed> lines = new ArrayList<>();
    private final List<Act> distinct = new ArrayList<>();
    private final Map<LocalDate, Long> duplicates = new TreeMap<>();

    Expected(RecordedLog log) throws IOException {
        this.log = log;
        List<Act> acts = new ArrayList<>();
        for (String line : log.lines()) {
            Act act = Act.of(JSON.readTree(line));
            acts.add(act);
            lines.add(new Injected.Placed(act.received(), line, false));
        }
        int about = foreignPlay(acts, RecordedLog.PAID, 0);
        int atOnce = foreignPlay(acts, RecordedLog.PAID, about + 1);
        int nextDay = foreignPlay(acts, RecordedLog.DAYS.get(1), 0);
        injected = new Injected(
                acts.get(about),
                acts.get(nextDay),
                log.lines().get(nextDay),
                acts.get(atOnce),
                log.lines().get(atOnce));
        lines.addAll(injected.lines());
        lines.sort(Comparator.comparingLong(Injected.Placed::place));
        countCopies();
    }

    private static int foreignPlay(List<Act> acts, LocalDate day, int from) {
        for (int i = from; i < acts.size(); i++) {
            Act act = acts.get(i);
            if (act.day().equals(day)
                    && act.kind().equals("PLAY")
                    && act.owner() != null
                    && !act.owner().equals(act.actor())) {
                return i;
            }
        }
        throw new AssertionError("Nobody watches anything on " + day);
    }

    private void countCopies() throws IOException {
        Map<String, Long> first = new HashMap<>();
        for (Injected.Placed line : lines) {
            if (line.rejected()) {
                continue;
            }
            Act act = Act.of(JSON.readTree(line.text()));
            Long seen = first.get(act.id());
            if (seen != null && act.received() - seen < WINDOW_MS) {
                duplicates.merge(act.day(), 1L, Long::sum);
            } else {
                first.put(act.id(), act.received());
                distinct.add(act);
            }
        }
    }

    /** Packed. */
    void write(Path file) throws IOException {
        try (BufferedWriter out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            for (Injected.Placed line : lines) {
                out.write(line.text());
                out.write('\n');
            }
        }
    }

    RecordedLog log() {
        return log;
    }

    List<Injected.Trick> tricks() {
        return injected.tricks();
    }

    long sent() {
        return lines.stream().filter(line -> !line.text().isBlank()).count();
    }

    /** How many by reason. */
    Map<String, Long> rejections() {
        return injected.rejections();
    }

    long rejected() {
        return rejections().values().stream().mapToLong(Long::longValue).sum();
    }

    long duplicates(LocalDate day) {
        return duplicates.getOrDefault(day, 0L);
    }

    long duplicates() {
        return duplicates.values().stream().mapToLong(Long::longValue).sum();
    }

    /** First copies of a day with something against them. */
    List<Act> suspect(Judged judged, LocalDate day) {
        return distinct.stream()
                .filter(act -> act.day().equals(day) && judged.suspects(act.id()))
                .toList();
    }

    /** First copies of a day with nothing against them. */
    List<Act> valid(Judged judged, LocalDate day) {
        return distinct.stream()
                .filter(act -> act.day().equals(day) && !judged.suspects(act.id()))
                .toList();
    }
}
