package io.wetoken.ingest.community;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
    private static final LocalDate LAST = LocalDate.parse("2026-11-20");
    private static final int COUNT = 5_000;

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isWhatWasAskedFor(long seed) {
        List<Line> lines = Recording.of(COUNT, 3, LAST, seed, 0.09).lines();

        Set<Epoch> days = new TreeSet<>();
        lines.forEach(line -> days.add(Epoch.of(line.received())));
        long fraud = lines.stream()
                .filter(line -> line.id() != null && !line.label().equals(Line.HONEST))
                .count();
        long malformed = lines.stream().filter(line -> line.id() == null).count();
        long distinct = lines.stream()
                .filter(line -> line.id() != null)
                .map(Line::id)
                .distinct()
                .count();
        assertThat(lines).as("seed %d", seed).hasSize(COUNT);
        assertThat(lines).isSortedAccordingTo(Comparator.comparingLong(Line::received));
        assertThat(days).containsExactly(new Epoch(LAST.minusDays(2)), new Epoch(LAST.minusDays(1)), new Epoch(LAST));
        assertThat(fraud).isEqualTo(COUNT * 9 / 100);
        assertThat(malformed).isEqualTo(4);
        assertThat(COUNT - malformed - distinct).as("retries").isEqualTo(COUNT / 200);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void honestPeopleWatchOneThingAtATimeAndOnlyWhatIsReleased(long seed) {
        Map<String, List<long[]>> watched = new HashMap<>();
        Map<String, Set<String>> accounts = new HashMap<>();
        Set<String> released = new HashSet<>();
        for (Line line : Recording.of(COUNT, 3, LAST, seed, 0.09).lines()) {
            if (!line.label().equals(Line.HONEST)) {
                continue;
            }
            String kind = field(line, "kind");
            if (kind.equals("RELEASE")) {
                released.add(field(line, "content"));
            } else if (line.head().contains("\"content\"")) {
                assertThat(released).as("seed %d", seed).contains(field(line, "content"));
                assertThat(field(line, "owner")).isNotEqualTo(field(line, "actor"));
            }
            accounts.computeIfAbsent(field(line, "device"), device -> new HashSet<>())
                    .add(field(line, "actor"));
            if (kind.equals("PLAY")) {
                long end = line.at();
                watched.computeIfAbsent(field(line, "device"), device -> new ArrayList<>())
                        .add(new long[] {end - Long.parseLong(field(line, "watchMs")), end});
            }
        }
        assertThat(accounts.values()).as("seed %d", seed).allMatch(family -> family.size() <= 3);
        watched.values().forEach(plays -> {
            List<long[]> distinct = plays.stream()
                    .sorted(Comparator.<long[]>comparingLong(play -> play[0]).thenComparingLong(play -> play[1]))
                    .toList();
            for (int i = 1; i < distinct.size(); i++) {
                boolean retry = distinct.get(i)[1] == distinct.get(i - 1)[1];
                assertThat(retry || distinct.get(i)[0] >= distinct.get(i - 1)[1])
                        .as("seed %d", seed)
                        .isTrue();
            }
        });
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Recording.of(2_000, 3, LAST, 5, 0.09).write(dir.resolve("a.gz"));
        Recording.of(2_000, 3, LAST, 5, 0.09).write(dir.resolve("b.gz"));
        Recording.of(2_000, 3, LAST, 6, 0.09).write(dir.resolve("c.gz"));

        assertThat(dir.resolve("b.gz")).hasSameBinaryContentAs(dir.resolve("a.gz"));
        assertThat(Files.mismatch(dir.resolve("a.gz"), dir.resolve("c.gz"))).isNotNegative();
    }

    @Test
    void everyIdHasOneLabel() throws IOException {
        Recording recording = Recording.of(2_000, 3, LAST, 5, 0.09);
        recording.writeLabels(dir.resolve("labels.csv"));

        List<String> labels = Files.readAllLines(dir.resolve("labels.csv"));
        assertThat(labels.get(0)).isEqualTo("id,label");
        assertThat(labels.subList(1, labels.size())).hasSize((int) recording.lines().stream()
                .filter(line -> line.id() != null)
                .map(Line::id)
                .distinct()
                .count());
        assertThat(labels.stream().map(line -> line.split(",", -1)[1]))
                .contains(
                        "honest",
                        "CLICK_SCRIPT",
                        "IMPOSSIBLE_WATCHING",
                        "PARALLEL_PLAYS",
                        "METRONOME",
                        "DEVICE_FARM",
                        "ADDRESS_FARM",
                        "NEW_ACCOUNT_BURST",
                        "SLOW_FARM",
                        "LOCKSTEP",
                        "REPLAYED_TRACE",
                        "RING",
                        "GIFT_BRUSHING");
    }

    private static String field(Line line, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(line.head());
        assertThat(matcher.find()).as(line.head()).isTrue();
        return matcher.group(1);
    }
}
