package io.wetoken.flink.judge;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.flink.guard.AnEvent;
import io.wetoken.flink.review.core.ReviewRule;
import io.wetoken.flink.review.core.ReviewRules;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardJudgeIT {
    private static final Path REAL = TestServers.root().resolve("../shared/data/replay/ml-100k.jsonl.gz");

    @TempDir
    static Path honestDir;

    @TempDir
    Path dir;

    private static Path honest;
    private static Path honestJudged;
    private static JsonNode honestSummary;

    @BeforeAll
    static void judgeAnHonestLog() throws IOException {
        honest = honest();
        honestJudged = honestDir.resolve("judged.jsonl");
        honestSummary = judged(honest, honestJudged);
        System.out.println("guard judge of " + honest.getFileName() + ": " + honestSummary);
    }

    @Test
    void everyIdOfAnHonestLogIsAnsweredOnceInTheOrderOfReceipt() throws IOException {
        List<String> lines = Lines.read(honest);
        Set<String> ids = lines.stream().map(GuardJudgeIT::id).collect(Collectors.toSet());
        assertThat(honestSummary.path("lines").asInt()).isEqualTo(lines.size());
        assertThat(honestSummary.path("skipped").asInt()).isZero();
        assertThat(honestSummary.path("events").asInt()).isEqualTo(ids.size());
        assertThat(honestSummary.path("duplicates").asInt()).isEqualTo(lines.size() - ids.size());

        List<String> judged = Lines.read(honestJudged);
        assertThat(judged).hasSize(ids.size());
        assertThat(judged.stream().map(GuardJudgeIT::id).collect(Collectors.toSet()))
                .isEqualTo(ids);
        assertThatTheyAreInOrder(judged);
    }

    @Test
    void atMostTwoPercentOfHonestActsAreSuspected() throws IOException {
        long suspect = Lines.read(honestJudged).stream()
                .filter(line -> line.contains("\"verdict\":\"SUSPECT\""))
                .count();
        assertThat(honestSummary.path("suspect").asLong()).isEqualTo(suspect);
        assertThat(suspect * 50)
                .isLessThanOrEqualTo(honestSummary.path("events").asLong());
    }

    @Test
    void aFileThatIsThereTwiceIsJudgedAsIfItWereThereOnce() throws IOException {
        Path twice = dir.resolve("twice.jsonl.gz");
        try (OutputStream out = Files.newOutputStream(twice)) {
            Files.copy(honest, out);
            Files.copy(honest, out);
        }
        Path out = dir.resolve("judged.jsonl");

        JsonNode doubled = judged(twice, out);

        assertThat(Files.mismatch(out, honestJudged)).as("byte by byte").isEqualTo(-1);
        int lines = honestSummary.path("lines").asInt();
        assertThat(doubled.path("lines").asInt()).isEqualTo(2 * lines);
        assertThat(doubled.path("duplicates").asInt())
                .isEqualTo(lines + honestSummary.path("duplicates").asInt());
        assertThat(doubled.path("reasons")).isEqualTo(honestSummary.path("reasons"));
    }

    @Test
    void everyFraudIsCaughtByItsNameAndTheHonestAroundItStayValid() throws IOException {
        long seed = 41;
        List<AnEvent> honest = HonestLog.of(seed, 60, 4);
        Frauds frauds = new Frauds();
        Map<String, List<String>> expected = new HashMap<>(frauds.expected());
        honest.forEach(event -> expected.put(event.event().getId(), List.of()));
        List<String> lines = new ArrayList<>();
        honest.forEach(event -> lines.add(Lines.of(event)));
        frauds.events().forEach(event -> lines.add(Lines.of(event)));
        int copies = 40;
        for (int i = 0; i < copies; i++) {
            // Of one that comes a second later and one that comes a week later, neither counts.
            long later = honest.get(i).event().getReceived() + (i % 2 == 0 ? 1_000 : 7 * DAY);
            lines.add(Lines.of(honest.get(i).by("copycat").at(later)));
        }
        Collections.shuffle(lines, new Random(seed));
        Path out = dir.resolve("judged.jsonl.gz");

        JsonNode summary = judged(Lines.write(dir.resolve("mixed.jsonl"), lines), out);

        List<String> judged = Lines.read(out);
        Map<String, List<String>> reasons = new HashMap<>();
        judged.forEach(
                line -> assertThat(reasons.put(id(line), atOnce(line))).as(line).isNull());
        assertThat(reasons.keySet()).isEqualTo(expected.keySet());
        Map<String, String> wrong = new TreeMap<>();
        expected.forEach((id, codes) -> {
            if (!reasons.get(id).equals(codes)) {
                wrong.put(id, "expected " + codes + ", found " + reasons.get(id));
            }
        });
        assertThat(wrong).as("seed %d", seed).isEmpty();
        assertThat(judged).noneMatch(line -> line.contains("copycat"));
        assertThatTheyAreInOrder(judged);
        assertThat(summary.path("duplicates").asInt()).isEqualTo(copies);
        Map<String, Long> counts = judged.stream()
                .flatMap(line -> reasons(line).stream())
                .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
        summary.path("reasons")
                .properties()
                .forEach(reason -> assertThat(reason.getValue().asLong())
                        .as(reason.getKey())
                        .isEqualTo(counts.remove(reason.getKey())));
        assertThat(counts).as("reasons that the summary left out").isEmpty();
        assertThat(judged.stream().filter(line -> reasons(line).contains("DEVICE_RACK")))
                .as("a review of the day says it of the first accounts on the rack too")
                .hasSizeGreaterThan(expected.values().stream()
                        .filter(codes -> codes.contains("TOO_MANY_ACCOUNTS_ON_DEVICE"))
                        .toList()
                        .size());
        Set<String> known =
                honest.stream().map(event -> event.event().getActor()).collect(Collectors.toSet());
        assertThat(judged.stream()
                        .filter(line -> known.contains(between(line, "\"actor\":\"", "\"")))
                        .flatMap(line -> reasons(line).stream()))
                .as("seed %d: of honest people", seed)
                .isEmpty();
    }

    @Test
    void whatWasJudgedIsJudgedAlikeAgainAlsoInPlace() throws IOException {
        List<String> lines =
                new Frauds().events().stream().map(Lines::of).collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(lines, new Random(5));
        Path file = Lines.write(dir.resolve("frauds.jsonl"), lines);
        Path out = dir.resolve("judged.jsonl");
        judged(file, out);
        List<String> once = Lines.read(out);

        judged(out, out);

        assertThat(Lines.read(out)).isEqualTo(once);
    }

    private static JsonNode judged(Path in, Path out) {
        Judging judging = Judging.of("--in", in, "--out", out, "--json");
        assertThat(judging.status()).as(judging.err()).isZero();
        return judging.summary();
    }

    /** The real log; a generated one of its shape where that is absent. */
    private static Path honest() throws IOException {
        if (Files.isRegularFile(REAL)) {
            return REAL;
        }
        System.out.println(REAL + " is not here: a generated log stands in for it");
        long seed = 99;
        List<String> lines = HonestLog.of(seed, 100, 20).stream().map(Lines::of).toList();
        return Lines.write(honestDir.resolve("generated-" + seed + ".jsonl.gz"), lines);
    }

    private static void assertThatTheyAreInOrder(List<String> lines) {
        long before = 0;
        for (String line : lines) {
            long received = Long.parseLong(between(line, "\"received\":", ","));
            assertThat(received).as(line).isGreaterThanOrEqualTo(before);
            before = received;
        }
    }

    /** What the stream said, without what a review of the day added. */
    private static List<String> atOnce(String line) {
        Set<String> reviewed = ReviewRules.ALL.stream().map(ReviewRule::code).collect(Collectors.toSet());
        return reasons(line).stream().filter(code -> !reviewed.contains(code)).toList();
    }

    private static List<String> reasons(String line) {
        List<String> reasons = new ArrayList<>();
        JsonNode json = Lines.json(line);
        json.path("reasons").forEach(reason -> reasons.add(reason.asText()));
        assertThat(json.path("verdict").asText()).as(line).isEqualTo(reasons.isEmpty() ? "VALID" : "SUSPECT");
        return reasons;
    }

    private static String id(String line) {
        return between(line, "\"id\":\"", "\"");
    }

    private static String between(String line, String before, String after) {
        int start = line.indexOf(before) + before.length();
        return line.substring(start, line.indexOf(after, start));
    }
}
