package io.wetoken.recommender.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.Popular;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.interval.Bootstrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 500, .95);
    private static final int[] NONE = {};
    private static final int[] FIRST = {1};
    private static final int[] SECOND = {2};

    private static final int PEOPLE = 40;

    @TempDir
    private Path home;

    /** Forty people with histories of 1 to 5 items in turn, a test item of the head and one of the tail each. */
    private static final Asked FORTY =
            new Asked(IntStream.range(0, PEOPLE).map(user -> 1 + user % 5).toArray(), ones(), ones(), Map.of());

    /** Only the newest are found one item, of the head, in the first place. */
    private static final Hits POOR = new Hits(
            IntStream.range(0, PEOPLE)
                    .mapToObj(user -> user % 5 == 0 ? FIRST : NONE)
                    .toList(),
            Collections.nCopies(PEOPLE, NONE),
            Map.of());

    /** Everybody is found both. */
    private static final Hits PERFECT =
            new Hits(Collections.nCopies(PEOPLE, FIRST), Collections.nCopies(PEOPLE, SECOND), Map.of());

    private static int[] ones() {
        return IntStream.generate(() -> 1).limit(PEOPLE).toArray();
    }

    @Test
    void segmentsHaveTheirOwnMeansAndDifferences() {
        List<Comparison.Line> lines = compare(POOR, PERFECT).lines();
        assertThat(lines)
                .extracting(line -> line.segment() + " " + line.metric() + " " + line.people())
                .containsExactly(
                        "all recall 40",
                        "all ndcg 40",
                        "new users recall 8",
                        "new users ndcg 8",
                        "heavy users recall 8",
                        "heavy users ndcg 8",
                        "head items recall 40",
                        "head items ndcg 40",
                        "tail items recall 40",
                        "tail items ndcg 40");
        double half = 1 / (1 + Math.log(2) / Math.log(3));
        assertThat(lines.stream().mapToDouble(Comparison.Line::before).toArray())
                .containsExactly(new double[] {.1, half / 5, .5, half, 0, 0, .2, .2, 0, 0}, within(1e-12));
        // The tail's item stands second behind one of the head: alone it could have stood first.
        double second = Math.log(2) / Math.log(3);
        assertThat(lines.stream().mapToDouble(Comparison.Line::after).toArray())
                .containsExactly(new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, second}, within(1e-12));
        for (Comparison.Line line : lines) {
            assertThat(line.difference().value()).isEqualTo(line.after() - line.before(), within(1e-12));
            // Eight people are not enough to be sure, though all eight are better off.
            assertThat(line.certain()).as(line.toString()).isEqualTo(line.people() == PEOPLE);
        }
    }

    @Test
    void whatIsTheSameForEverybodyHasNoDifferenceAndPeopleWithoutTestsInASegmentAreNotInIt() {
        assertThat(compare(POOR, POOR).lines()).noneMatch(Comparison.Line::certain);
        Asked noTail = new Asked(FORTY.history(), FORTY.headTests(), new int[PEOPLE], Map.of());
        assertThat(Comparison.of(2, noTail, POOR, POOR, BOOTSTRAP, told -> {}).lines())
                .noneMatch(line -> line.segment().equals("tail items"));
        assertThatThrownBy(() -> compare(POOR, new Hits(List.of(NONE), List.of(NONE), Map.of())))
                .hasMessage("Lists of 40 and 1 people do not compare: 40 were asked");
    }

    @Test
    void creatorsAreSegmentsWhereBothRunsKnowThem() {
        int[] tests = ones();
        tests[0] = 0;
        Asked asked = new Asked(FORTY.history(), FORTY.headTests(), FORTY.tailTests(), Map.of("big creators", tests));
        Hits found =
                new Hits(PERFECT.head(), PERFECT.tail(), Map.of("big creators", Collections.nCopies(PEOPLE, SECOND)));
        Hits nothing = new Hits(POOR.head(), POOR.tail(), Map.of("big creators", Collections.nCopies(PEOPLE, NONE)));
        assertThat(Comparison.of(2, asked, nothing, found, BOOTSTRAP, told -> {}).lines().stream()
                        .filter(line -> line.segment().equals("big creators"))
                        .map(line -> line.metric() + " " + line.people() + " " + line.before() + " " + line.after()))
                .containsExactly("recall 39 0.0 1.0", "ndcg 39 0.0 " + Math.log(2) / Math.log(3));
        assertThat(Comparison.of(2, asked, POOR, found, BOOTSTRAP, told -> {}).lines())
                .noneMatch(line -> line.segment().equals("big creators"));
    }

    /** Everybody has two test items; of the perfect lists one of them is in the first place, and the other in the second. */
    @Test
    void figuresOfEachModelHaveTheirOwnIntervalsAndGrowWithTheList() {
        Map<String, Hits> models = new LinkedHashMap<>();
        models.put("poor", POOR);
        models.put("perfect", PERFECT);
        Findings found = Findings.of(20, FORTY, models, BOOTSTRAP, told -> {});
        assertThat(found.lines().subList(0, 2))
                .extracting(line -> line.segment() + " " + line.metric() + " " + line.model() + " " + line.people())
                .containsExactly("all recall poor 40", "all recall perfect 40");
        Findings.Line poor = found.lines().get(0);
        assertThat(poor.estimate().value()).isEqualTo(.1, within(1e-12));
        // Eight of forty people have a half: a standard error of .2 · √40 / 40.
        double error = .5 * Math.sqrt(.2 * .8 / PEOPLE);
        assertThat(poor.estimate().low()).isBetween(.1 - 2.6 * error, .1 - error);
        assertThat(poor.estimate().high()).isBetween(.1 + error, .1 + 2.6 * error);
        assertThat(found.lines().get(1).estimate().low()).isEqualTo(1);
        assertThat(found.curves().get("poor")).isEqualTo(Map.of(1, .1, 2, .1, 5, .1, 10, .1, 20, .1));
        assertThat(found.curves().get("perfect")).isEqualTo(Map.of(1, .5, 2, 1., 5, 1., 10, 1., 20, 1.));
    }

    /** Of forty people one is worse off and two are better off. */
    @Test
    void aDifferenceWithinChanceIsNotCertain() {
        Asked asked = new Asked(ones(), ones(), new int[PEOPLE], Map.of());
        List<int[]> before = new ArrayList<>(Collections.nCopies(PEOPLE, NONE));
        List<int[]> after = new ArrayList<>(Collections.nCopies(PEOPLE, NONE));
        before.set(0, FIRST);
        after.set(1, FIRST);
        after.set(2, FIRST);
        List<int[]> nobody = Collections.nCopies(PEOPLE, NONE);
        Comparison.Line recall = Comparison.of(
                        2,
                        asked,
                        new Hits(before, nobody, Map.of()),
                        new Hits(after, nobody, Map.of()),
                        BOOTSTRAP,
                        told -> {})
                .lines()
                .get(0);
        assertThat(recall.difference().value()).isEqualTo(1.0 / PEOPLE, within(1e-12));
        assertThat(recall.certain()).isFalse();
    }

    @Test
    void whatIsToldFromTheHitsIsWhatTheEvaluatorFound() throws IOException, InterruptedException {
        int seed = 20261130;
        Random random = new Random(seed);
        List<String> train = new ArrayList<>();
        List<String> test = new ArrayList<>();
        for (int user = 0; user < 200; user++) {
            int[] items =
                    random.ints(0, 60).distinct().limit(2 + random.nextInt(12)).toArray();
            int cut = 1 + random.nextInt(items.length - 1);
            train.add(line(user, Arrays.copyOf(items, cut)));
            test.add(line(user, Arrays.copyOfRange(items, cut, items.length)));
        }
        Split split = split(train, test);
        ItemGroups groups = ItemGroups.of(split);
        Learnt learnt = new Learnt(split.items())
                .with(Table.POPULARITY, Popular.table(Popular.users(split.train(), split.items())));
        Hits.Collector collector = new Hits.Collector(split.cases(), groups);
        Figures figures =
                Evaluator.of(split, 20).evaluate(Models.named("popularity"), learnt, 3, done -> {}, collector::listed);
        Comparison found =
                Comparison.of(20, Asked.of(split, groups), collector.hits(), collector.hits(), BOOTSTRAP, told -> {});
        assertThat(found.lines().get(0).before()).as("seed %d", seed).isEqualTo(figures.recall(), within(1e-12));
        assertThat(found.lines().get(1).before()).as("seed %d", seed).isEqualTo(figures.ndcg(), within(1e-12));
        // Popularity ranks the head first, so it finds more of it.
        assertThat(found.lines().get(6).before())
                .as("seed %d", seed)
                .isGreaterThan(found.lines().get(8).before());
    }

    @Test
    void theHeadIsTheFewestItemsWithHalfOfWhatPeopleTookTo() throws IOException {
        assertThat(ItemGroups.of(split(List.of("1 2", "2 2", "3 1", "4 0"), List.of("1 0"))).head().stream()
                        .toArray())
                .containsExactly(2);
        assertThat(ItemGroups.of(split(List.of("2 2", "3 1", "4 0"), List.of("2 0"))).head().stream()
                        .toArray())
                .containsExactly(0, 1);
    }

    private static String line(int user, int[] items) {
        return user + " " + Arrays.stream(items).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    private Split split(List<String> train, List<String> test) throws IOException {
        return Split.read(
                Files.write(home.resolve("train"), train), Optional.empty(), Files.write(home.resolve("test"), test));
    }

    private static Comparison compare(Hits before, Hits after) {
        return Comparison.of(2, FORTY, before, after, BOOTSTRAP, told -> {});
    }
}
