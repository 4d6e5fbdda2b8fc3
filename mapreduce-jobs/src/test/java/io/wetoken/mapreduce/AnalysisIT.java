package io.wetoken.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.RandomEvents;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.IdTable;
import io.wetoken.mapreduce.core.Favour;
import io.wetoken.mapreduce.core.Taste;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs, on Hadoop's local runner, beside a fold of the same acts in one memory. */
class AnalysisIT {
    private static final Epoch TODAY = Epoch.parse("2026-11-21");
    private static final int SEED = 20261121;

    @TempDir
    private Path home;

    private final StringWriter said = new StringWriter();
    private final List<BehaviourEvent> valid = new ArrayList<>();

    @Test
    void agreesWithTheFoldInOneMemory() throws IOException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        close(random, TODAY.plusDays(-28), false);
        close(random, TODAY.plusDays(-27), true);
        close(random, TODAY, true);
        assertThat(run(TODAY)).as(said.toString()).isZero();
        assertThat(Files.readAllLines(home.resolve("analysis/2026-11-21/favour.csv")))
                .isEqualTo(favours())
                .hasSizeGreaterThan(20);
        assertThat(Files.readAllLines(home.resolve("analysis/2026-11-21/taste.csv")))
                .isEqualTo(tastes())
                .hasSizeGreaterThan(200);
        assertThat(home.resolve("analysis/current")).hasContent("2026-11-21\n");
        assertThat(run(TODAY)).as("once more it is equal").isZero();
    }

    @Test
    void theNewestIsCurrentAndOldOnesGo() throws IOException {
        Random random = new Random(SEED);
        for (int day = 0; day <= AnalysisDay.KEPT; day++) {
            close(random, TODAY.plusDays(day), false);
            if (day > 0) {
                Files.createDirectories(home.resolve("analysis/" + TODAY.plusDays(day - 1)));
            }
        }
        assertThat(run(TODAY.plusDays(AnalysisDay.KEPT))).as(said.toString()).isZero();
        assertThat(run(TODAY.plusDays(AnalysisDay.KEPT - 1))).isEqualTo(1);
        assertThat(said.toString()).contains("analysis/2026-11-27");
        assertThat(home.resolve("analysis/current")).hasContent("2026-11-28\n");
        try (Stream<Path> all = Files.list(home.resolve("analysis"))) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .hasSize(AnalysisDay.KEPT + 1)
                    .doesNotContain(TODAY.toString());
        }
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        close(new Random(SEED), TODAY, false);
        assertThat(run(TODAY.plusDays(1))).isEqualTo(2);
        assertThat(said.toString()).contains("Epoch 2026-11-22 is not closed");
        Files.writeString(home.resolve("we.properties"), "archive.dir=x\n");
        assertThat(Analysis.commandLine()
                        .setErr(new PrintWriter(said, true))
                        .execute("--config", home.resolve("we.properties").toString(), "--date", "2026-11-21"))
                .isEqualTo(2);
        assertThat(said.toString()).contains("analysis.dir");
    }

    private void close(Random random, Epoch epoch, boolean counts) throws IOException {
        long shift = epoch.start() - TODAY.start();
        List<JudgedEvent> day = RandomEvents.day(random, 1_500, 60, 1);
        for (JudgedEvent judged : day) {
            BehaviourEvent event = judged.getEvent();
            event.setAt(event.getAt() + shift);
            event.setSent(event.getSent() + shift);
            event.setReceived(event.getReceived() + shift);
            event.setActor(event.getActor().equals("account-20") ? "ann, \"the first\"+é*" : event.getActor());
            judged.setEpoch(epoch.toString());
            if (counts && judged.getVerdict() == Verdict.VALID) {
                valid.add(event);
            }
        }
        new TestArchive(home.resolve("archive")).close(epoch, day, 3);
    }

    private List<String> favours() {
        SortedMap<String, SortedMap<String, Favour>> byContent = new TreeMap<>();
        valid.stream()
                .filter(event -> !Favour.of(event).equals(Favour.NONE))
                .forEach(event -> byContent
                        .computeIfAbsent(IdTable.encode(event.getContent()), any -> new TreeMap<>())
                        .merge(event.getActor(), Favour.of(event), Favour::again));
        List<String> lines = new ArrayList<>(List.of(Favour.HEADER));
        byContent.forEach((content, viewers) -> {
            Favour sum = viewers.values().stream().map(Favour::ofAViewer).reduce(Favour.NONE, Favour::plus);
            if (!sum.equals(Favour.NONE)) {
                lines.add(content + "," + sum.row());
            }
        });
        return lines;
    }

    private List<String> tastes() {
        SortedMap<String, Taste> byAccount = new TreeMap<>();
        valid.forEach(event -> byAccount
                .computeIfAbsent(IdTable.encode(event.getActor()), any -> new Taste())
                .add(Taste.of(event)));
        List<String> lines = new ArrayList<>(List.of(Taste.HEADER));
        for (Map.Entry<String, Taste> taste : byAccount.entrySet()) {
            taste.getValue().rows().forEach(row -> lines.add(taste.getKey() + "," + row));
        }
        return lines;
    }

    private int run(Epoch epoch) throws IOException {
        Path config = home.resolve("we.properties");
        Files.writeString(
                config, "archive.dir=" + home.resolve("archive") + "\nanalysis.dir=" + home.resolve("analysis") + "\n");
        return Analysis.commandLine()
                .setErr(new PrintWriter(said, true))
                .execute("--config", config.toString(), "--date", epoch.toString());
    }
}
