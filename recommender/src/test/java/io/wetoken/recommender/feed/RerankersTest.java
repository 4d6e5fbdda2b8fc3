package io.wetoken.recommender.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wetoken.recommender.feed.Feed.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What single re-rankers do; what all of them promise together is in {@link FeedTest}. */
final class RerankersTest {
    private static final long KNOWN = 1_000;

    @Test
    void anotherTopicComesBeforeTheSameOneAgainWhileItIsNotMuchWorse() {
        List<Candidate> ranked = new ArrayList<>();
        for (String topic : List.of("sea", "sea", "sea", "sky", "sea", "sea")) {
            ranked.add(Candidate.of("c" + ranked.size(), "o" + ranked.size(), topic, "walks", KNOWN, 0));
        }
        // Relevance .8, .727, .667, .615, .571, .533; a like topic costs .1. So c1 with .627 is before c3, and c2 with
        // .567 after it.
        assertThat(new Diversity().rerank(ranked, reader(0, 1), 6))
                .extracting(Candidate::content)
                .containsExactly("c0", "c1", "c3", "c2", "c4", "c5");
    }

    @Test
    void worksOfOneCreatorAreSetApartAndThoseWithoutTopicAreNotAlike() {
        List<Candidate> ranked = List.of(
                Candidate.of("a", "x", "", "walks", KNOWN, 0),
                Candidate.of("b", "x", "", "walks", KNOWN, 0),
                Candidate.of("c", "y", "", "walks", KNOWN, 0),
                Candidate.of("d", "z", "", "walks", KNOWN, 0));
        assertThat(new Diversity().rerank(ranked, reader(0, 1), 4))
                .extracting(Candidate::content)
                .containsExactly("a", "c", "d", "b");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void newcomersHaveATenthOfWhatIsShownAndOneAsMuchAsAnother(long seed) {
        List<Candidate> ranked = new ArrayList<>();
        IntStream.range(0, 60)
                .forEach(i -> ranked.add(Candidate.of("k" + i, "known-" + i, "t" + i % 5, "walks", KNOWN, 9)));
        // The first newcomer has ten works, each of the others one.
        IntStream.range(0, 29)
                .forEach(i -> ranked.add(Candidate.of("n" + i, "new-" + Math.max(0, i - 9), "t" + i % 5, "fresh", 90, 0)
                        .ofNewcomer()));
        Set<String> newcomers =
                Set.copyOf(IntStream.range(0, 20).mapToObj(i -> "new-" + i).toList());
        SplittableRandom seeds = new SplittableRandom(seed);

        Exposure with = shown(ranked, newcomers, seeds, Experiment.USUAL);
        Exposure without = shown(ranked, newcomers, seeds, new Experiment("none", Set.of("newcomer-floor")));

        assertThat(with.newcomerShare()).as("seed %d", seed).isCloseTo(.1, within(1e-9));
        assertThat(with.newcomerGini()).as("seed %d", seed).isLessThan(.1);
        assertThat(without.newcomerShare()).isZero();
    }

    private static Exposure shown(
            List<Candidate> ranked, Set<String> newcomers, SplittableRandom seeds, Experiment experiment) {
        List<Candidate> shown = new ArrayList<>();
        for (int page = 0; page < 2_000; page++) {
            List<Candidate> items =
                    Feed.page(List.of(new Source(ranked, 1)), reader(0, seeds.nextLong()), experiment, 10);
            items.stream()
                    .filter(item -> item.policy().equals("newcomer"))
                    .forEach(item -> assertThat(item.propensity()).isEqualTo(1 / 20.0));
            shown.addAll(items);
        }
        return Exposure.of(shown, newcomers);
    }

    @Test
    void oneWhoHasItAllIsAsUnevenAsCanBe() {
        List<Candidate> shown = List.of(
                Candidate.of("a", "x", "", "fresh", 0, 0), Candidate.of("b", "x", "", "fresh", 0, 0),
                Candidate.of("c", "known", "", "walks", 0, 0), Candidate.of("d", "known", "", "walks", 0, 0));
        // x = (0, 2): (2·2 - 2 - 1) · 2 / (2 · 2).
        assertThat(Exposure.of(shown, Set.of("x", "y"))).isEqualTo(new Exposure(4, .5, .5));
        assertThat(Exposure.of(List.of(), Set.of())).isEqualTo(new Exposure(0, 0, 0));
    }

    private static Reader reader(int position, long seed) {
        return new Reader("reader", List.of(), List.of(), Unwanted.NOTHING, position, seed);
    }
}
