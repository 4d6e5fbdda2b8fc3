package io.wetoken.recommender.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankFiguresTest {
    private static final long SEED = 20261129;

    @Test
    void ndcgAndAucAreTheirWorkedNumbers() {
        RankedPage page = new RankedPage(
                "ann", new double[] {4, 3, 2, 1}, new double[] {1, 2, 2, 4}, new boolean[] {false, true, false, true});
        double best = 1 + 1 / (Math.log(3) / Math.log(2));
        assertThat(page.ndcg(page.candidates()))
                .isCloseTo((1 / (Math.log(3) / Math.log(2)) + 1 / (Math.log(5) / Math.log(2))) / best, within(1e-12));
        assertThat(page.ndcg(page.ranker())).isCloseTo(1, within(1e-12));
        assertThat(page.auc(page.candidates())).isEqualTo(1.0 / 4);
        assertThat(page.auc(page.ranker())).isEqualTo(3.5 / 4);
    }

    @Test
    void oneThatPutsWhatIsTakenFirstPassesAndTheSameOrderIsNotWorse() {
        assertThat(RankFigures.of(pages(40, true), SEED).passed()).isTrue();
        RankFigures same = RankFigures.of(
                pages(40, true).stream()
                        .map(page -> new RankedPage(page.account(), page.candidates(), page.candidates(), page.taken()))
                        .toList(),
                SEED);
        assertThat(same.gain().value()).isZero();
        assertThat(same.passed()).isTrue();
    }

    @Test
    void fewPeopleAndChanceDoNotPassAndBothFiguresAreTold() {
        RankFigures few = RankFigures.of(pages(29, true), SEED);
        assertThat(few.gain().low()).isPositive();
        assertThat(few.passed()).isFalse();
        RankFigures chance = RankFigures.of(pages(200, false), SEED);
        assertThat(chance.passed()).isFalse();
        assertThat(chance.told())
                .contains("on 400 pages of 200 people")
                .contains(String.format(java.util.Locale.ROOT, "%.4f", chance.candidatesNdcg()))
                .contains("wanted are 30 people");
    }

    @Test
    void pagesThatTellNoOrderFromAnotherAreNoFigures() {
        RankedPage all = new RankedPage("ann", new double[] {1}, new double[] {1}, new boolean[] {true});
        assertThatThrownBy(() -> RankFigures.of(List.of(all), SEED)).hasMessageContaining("Of 1 pages that were seen");
    }

    /** Two pages each; the candidates' own order knows something, the ranker everything or nothing. */
    private static List<RankedPage> pages(int people, boolean knowing) {
        Random random = new Random(SEED);
        List<RankedPage> pages = new ArrayList<>();
        for (int page = 0; page < 2 * people; page++) {
            double[] candidates = new double[10];
            double[] ranker = new double[10];
            boolean[] taken = new boolean[10];
            for (int i = 0; i < 10; i++) {
                taken[i] = i % 5 == page % 5;
                candidates[i] = random.nextGaussian() + (taken[i] ? .5 : 0);
                ranker[i] = random.nextGaussian() + (taken[i] && knowing ? 3 : 0);
            }
            pages.add(new RankedPage("p" + page % people, candidates, ranker, taken));
        }
        return pages;
    }
}
