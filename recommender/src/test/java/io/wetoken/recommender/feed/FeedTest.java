package io.wetoken.recommender.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.wetoken.recommender.feed.Feed.Source;
import io.wetoken.recommender.rank.Ranker;
import io.wetoken.recommender.rank.Ranking;
import io.wetoken.recommender.rank.Said;
import io.wetoken.recommender.rank.Situation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedTest {
    private static final long KNOWN = 1_000;

    @Test
    void theRerankersAreTheseInThisOrder() {
        assertThat(Feed.rerankers())
                .containsExactly(
                        "ranker",
                        "not-own",
                        "not-disliked",
                        "not-muted",
                        "not-blocked",
                        "unseen-first",
                        "diversity",
                        "exploration-floor",
                        "newcomer-floor",
                        "creator-spread");
    }

    @Test
    void whatTwoSourcesNameComesBeforeWhatOneNamesUnderTheOneThatSaysMost() {
        List<Candidate> merged = Feed.merge(List.of(
                new Source(candidates("walks", "a", "b"), 2), new Source(candidates("trending", "c", "b", "d"), 1)));

        // b: 2/11 + 1/11, a: 2/10, c: 1/10, d: 1/12.
        assertThat(merged).extracting(Candidate::content).containsExactly("b", "a", "c", "d");
        assertThat(merged).extracting(Candidate::policy).containsExactly("walks", "walks", "trending", "trending");
    }

    @Test
    void nothingSeenComesBeforeAnythingUnseenAndThenTheLongestAgo() {
        List<Candidate> page = Feed.page(
                List.of(new Source(candidates("walks", "a", "b", "c", "d"), 1)), reader(List.of("b", "a"), 0, 1), 4);

        assertThat(page).extracting(Candidate::content).containsExactly("c", "d", "a", "b");
        assertThat(page).extracting(Candidate::policy).containsExactly("walks", "walks", "again", "again");
    }

    @Test
    void whoIsMutedOrBlockedIsLeftOutAlsoWhenNothingElseIsLeft() {
        Unwanted unwanted = new Unwanted(Set.of(), Set.of("owner-a"), Set.of("owner-c"));
        Reader reader = new Reader("reader", List.of(), List.of("a", "b", "c"), unwanted, 0, 1);

        assertThat(Feed.page(List.of(new Source(candidates("walks", "a", "b", "c"), 1)), reader, 3))
                .extracting(Candidate::content)
                .containsExactly("b");
    }

    @Test
    void whatSomebodyMadeOrReportedIsLeftOut() {
        Reader reader =
                new Reader("owner-a", List.of(), List.of(), new Unwanted(Set.of("b"), Set.of(), Set.of()), 0, 1);

        assertThat(Feed.page(List.of(new Source(candidates("walks", "a", "b", "c"), 1)), reader, 3))
                .extracting(Candidate::content)
                .containsExactly("c");
    }

    @Test
    void neighboursAreOfDifferentCreatorsWhileThereAreOthers() {
        List<Candidate> ranked = List.of(by("x", "a"), by("x", "b"), by("x", "c"), by("y", "d"), by("y", "e"));

        assertThat(Feed.page(List.of(new Source(ranked, 1)), reader(List.of(), 0, 1), 5))
                .extracting(Candidate::content)
                .containsExactly("a", "d", "b", "e", "c");
    }

    @Test
    void whatIsDrawnStaysAtItsPlaceAndItsNeighboursGiveWay() {
        List<Candidate> ranked = List.of(
                by("x", "a"), by("y", "b"), by("z", "c"), by("x", "d"), Candidate.of("new", "z", "", "fresh", 0, 0));

        List<Candidate> page = Feed.page(List.of(new Source(ranked, 1)), reader(List.of(), 0, 1), 5);

        assertThat(page).extracting(Candidate::content).containsExactly("a", "b", "d", "new", "c");
        assertThat(page.get(3).policy()).isEqualTo("explore");
    }

    @Test
    void onePlaceInTenGoesToNewContentOverAllPagesOfAFeed() {
        List<Candidate> ranked = new ArrayList<>(
                IntStream.range(0, 60).mapToObj(i -> by("known-" + i, "k" + i)).toList());
        IntStream.range(0, 30).forEach(i -> ranked.add(Candidate.of("new-" + i, "n" + i, "", "fresh", 0, 0)));
        List<Integer> explored = new ArrayList<>();
        for (int position = 0; position < 35; position += 7) {
            List<Candidate> page = Feed.page(List.of(new Source(ranked, 1)), reader(List.of(), position, position), 7);
            for (int at = 0; at < page.size(); at++) {
                if (page.get(at).policy().equals("explore")) {
                    explored.add(position + at);
                    assertThat(page.get(at).content()).startsWith("new-");
                }
            }
        }
        assertThat(explored).containsExactly(3, 13, 23, 33);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void thePropensityIsHowOftenAnItemComesToItsPlace(long seed) {
        List<Candidate> ranked = new ArrayList<>(List.of(by("a", "k0"), by("b", "k1"), by("c", "k2"), by("d", "k3")));
        IntStream.range(0, 5).forEach(i -> ranked.add(Candidate.of("new-" + i, "n" + i, "", "fresh", i, i / 4)));
        SplittableRandom seeds = new SplittableRandom(seed);
        Map<String, Integer> came = new HashMap<>();
        Map<String, Double> propensities = new HashMap<>();
        int rounds = 10_000;
        for (int round = 0; round < rounds; round++) {
            List<Candidate> page = Feed.page(List.of(new Source(ranked, 1)), reader(List.of(), 0, seeds.nextLong()), 5);
            assertThat(page)
                    .extracting(Candidate::content)
                    .startsWith("k0", "k1", "k2")
                    .contains("k3");
            came.merge(page.get(3).content(), 1, Integer::sum);
            propensities.put(page.get(3).content(), page.get(3).propensity());
        }
        assertThat(propensities.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-9));
        propensities.forEach((content, propensity) -> assertThat(came.get(content) / (double) rounds)
                .as("%s, seed %d", content, seed)
                .isCloseTo(propensity, within(.02)));
        // More plays without a response make less likely to be the best; a response makes up for it.
        assertThat(propensities.get("new-0")).isGreaterThan(propensities.get("new-1"));
        assertThat(propensities.get("new-4")).isGreaterThan(propensities.get("new-3"));
    }

    /** Any sources, any reader: what must hold always. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void aPageIsFullDistinctRepeatableAndKeepsTheGuarantees(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            List<Source> sources = new ArrayList<>();
            Set<String> all = new HashSet<>();
            for (int source = 0; source < 3; source++) {
                String name = "source-" + source;
                List<Candidate> candidates = random.ints(random.nextInt(60), 0, 80)
                        .distinct()
                        .mapToObj(i -> Candidate.of("c" + i, "o" + i % 7, "t" + i % 4, name, i % 3 == 0 ? 3 : KNOWN, 0))
                        .toList();
                candidates.forEach(candidate -> all.add(candidate.content()));
                sources.add(new Source(candidates, 1 + source));
            }
            List<String> seen = random.ints(random.nextInt(40), 0, 80)
                    .mapToObj(i -> "c" + i)
                    .distinct()
                    .toList();
            Reader reader = new Reader(
                    "o3",
                    List.of(),
                    seen,
                    new Unwanted(Set.of("c5"), Set.of("o1"), Set.of("o2")),
                    random.nextInt(100),
                    random.nextLong());
            int length = 1 + random.nextInt(100);

            List<Candidate> page = Feed.page(sources, reader, length);

            assertThat(page).as("seed %d, round %d", seed, round).isEqualTo(Feed.page(sources, reader, length));
            List<String> allowed = all.stream()
                    .filter(content -> !content.equals("c5")
                            && !Set.of(1, 2, 3).contains(Integer.parseInt(content.substring(1)) % 7))
                    .toList();
            assertThat(page).as("seed %d, round %d", seed, round).hasSize(Math.min(length, allowed.size()));
            assertThat(page)
                    .extracting(Candidate::content)
                    .doesNotHaveDuplicates()
                    .isSubsetOf(allowed);
            long unseen =
                    allowed.stream().filter(content -> !seen.contains(content)).count();
            assertThat(page.stream()
                            .filter(candidate -> !seen.contains(candidate.content()))
                            .count())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(Math.min(length, unseen));
            assertThat(page)
                    .allSatisfy(candidate -> assertThat(candidate.propensity()).isBetween(1e-3, 1.0));
            assertSpread(page, "seed " + seed + ", round " + round);
        }
    }

    /** Two neighbours of one creator mean that nobody else's work was left for the later, or, before one that was drawn, for the earlier of them. */
    private static void assertSpread(List<Candidate> page, String where) {
        for (int at = 1; at < page.size(); at++) {
            Candidate earlier = page.get(at - 1);
            Candidate later = page.get(at);
            if (!earlier.owner().equals(later.owner()) || earlier.policy().equals("explore")) {
                continue;
            }
            boolean drawn = later.policy().equals("explore");
            Set<String> taken = new HashSet<>(Set.of(later.owner()));
            if (drawn && at > 1) {
                taken.add(page.get(at - 2).owner());
            }
            String kind = drawn ? earlier.policy() : later.policy();
            assertThat(page.subList(at + 1, page.size()))
                    .as("%s, place %d of %s", where, at, page)
                    .allSatisfy(other -> assertThat(other.policy().equals("explore")
                                    || kind.equals("again") != other.policy().equals("again")
                                    || taken.contains(other.owner()))
                            .isTrue());
        }
    }

    @Test
    void whyTellsWhoNamedAnItemAndWhoMovedItWhere() {
        List<Source> sources =
                List.of(new Source(candidates("walks", "a", "b", "c"), 2), new Source(candidates("trending", "b"), 1));

        Map<String, Feed.Why> why = Feed.why(sources, Ranking.NONE, reader(List.of("b"), 0, 1), Experiment.USUAL, 3);

        // 2/11 and 1/10; seen, so behind a and c.
        assertThat(why.get("b").named())
                .extracting(Feed.Named::source, Feed.Named::place)
                .containsExactly(tuple("walks", 1), tuple("trending", 0));
        assertThat(why.get("b").named().get(0).share()).isCloseTo(2 / 11.0 / (2 / 11.0 + .1), within(1e-12));
        assertThat(why.get("b").moves()).containsExactly(new Feed.Move("unseen-first", 0, 2));
        assertThat(why.get("c").moves()).containsExactly(new Feed.Move("unseen-first", 2, 1));
    }

    @Test
    void anExperimentIsWithoutSomeRerankersAndNoneThatThereAreNot() {
        List<Source> sources = List.of(new Source(candidates("walks", "a", "b"), 1));
        Experiment withoutUnseen = new Experiment("seen-again", Set.of("unseen-first"));

        assertThat(Feed.page(sources, reader(List.of("a"), 0, 1), withoutUnseen, 2))
                .extracting(Candidate::content)
                .containsExactly("a", "b");
        assertThatThrownBy(() -> new Experiment("x", Set.of("magic")))
                .hasMessageStartingWith(
                        "Experiment 'x' is without 'magic', which is no re-ranker; there are ranker, not-own");
        assertThatThrownBy(() -> new Experiment("x", Set.of("not-blocked")))
                .hasMessageContaining("what people have said themselves");
    }

    @Test
    void theRankerOrdersWhatTheRerankersBeginWithAndAnExperimentMayBeWithoutIt() {
        List<Source> sources = List.of(
                new Source(candidates("walks", "a", "b", "c"), 2), new Source(candidates("fresh", "c", "d"), 1));
        Ranking freshFirst =
                new Ranking(Situation.unknown(0), Optional.of(new Ranker(Map.of("fresh", 1f, "said", .001f))));
        Reader reader = reader(List.of("d"), 0, 1);

        assertThat(Feed.page(sources, freshFirst, reader, Experiment.USUAL, 4))
                .extracting(Candidate::content)
                .containsExactly("c", "a", "b", "d");
        assertThat(Feed.why(sources, freshFirst, reader, Experiment.USUAL, 4)
                        .get("d")
                        .moves())
                .containsExactly(new Feed.Move("ranker", 3, 1), new Feed.Move("unseen-first", 1, 3));
        // 2/12 + 1/10 for c, 2/10 for a.
        Candidate first =
                Feed.page(sources, freshFirst, reader, Experiment.USUAL, 4).get(0);
        assertThat(first.said()).isEqualTo(new Said.Sums(2 / 12.0 + 1 / 10.0, 2 / 12.0, 0, 1 / 10.0));

        Experiment control = new Experiment("control", Set.of("ranker"));
        assertThat(Feed.page(sources, freshFirst, reader, control, 4))
                .isEqualTo(Feed.page(sources, reader, Experiment.USUAL, 4));
    }

    private static List<Candidate> candidates(String source, String... contents) {
        return IntStream.range(0, contents.length)
                .mapToObj(i -> Candidate.of(contents[i], "owner-" + contents[i], "", source, KNOWN, 0))
                .toList();
    }

    private static Candidate by(String owner, String content) {
        return Candidate.of(content, owner, "", "walks", KNOWN, 0);
    }

    private static Reader reader(List<String> seen, int position, long seed) {
        return new Reader("reader", List.of(), seen, Unwanted.NOTHING, position, seed);
    }
}
