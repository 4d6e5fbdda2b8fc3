package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateRowsTest {
    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);
    private static final BlendWeights EVEN = new BlendWeights(1, 1, 1, 0, List.of(), 0);

    @Test
    void aRowHasWalksAndSharedPathsOfTheSamePairs() {
        // Walks from 0: 5/7 to 1, 2/7 to 2 (as in RandomWalkTest). Shared: by ann (1/2) and bob (1/3) with 1, over
        // √(2·3); by bob with 2, over √(2·2).
        Candidates row = rows(FourByFour.USERS, 4, plain(), List.of(), EVEN, 3).get(0);
        assertThat(row.item()).isZero();
        assertThat(row.neighbours()).containsExactly(1, 2);
        assertThat(row.parts()[0]).containsExactly(new float[] {5f / 7, 2f / 7}, CLOSE);
        assertThat(row.parts()[1])
                .containsExactly(new float[] {(float) ((1 / 2. + 1 / 3.) / Math.sqrt(6)), 1 / 6f}, CLOSE);
    }

    @Test
    void directionsSharpenAndTheVeryStrongestAreALowPass() {
        // Two directions of eigenvalues 1 and 1/4. A filter with t = 0 and b = .5 lifts each by .5; its low pass has
        // the first alone.
        Panel vectors = new Panel(4, 2, new float[] {.6f, .1f, .8f, -.2f, .3f, .4f, 0, 0});
        Spectrum spectrum = new Spectrum(new double[] {1, .25}, vectors);
        Candidates row = ofTheFirst(spectrum, new BlendWeights(1, 1, 1, 1, List.of(), 0));
        assertThat(row.neighbours()).containsExactly(1, 2);
        assertThat(row.parts()[2])
                .containsExactly(new float[] {.5f * (.6f * .8f - .1f * .2f), .5f * (.6f * .3f + .1f * .4f)}, CLOSE);
        // Item 0 weighs 2, 1 weighs 3 and 2 weighs 2.
        assertThat(row.parts()[3])
                .containsExactly(new float[] {(float) Math.sqrt(1.5) * 1.5f * .6f * .8f, 1.5f * .6f * .3f}, CLOSE);
        // One that counts nothing is not computed.
        assertThat(ofTheFirst(spectrum, EVEN).parts()[3]).containsExactly(0, 0);
    }

    private static Candidates ofTheFirst(Spectrum spectrum, BlendWeights weights) {
        List<Candidates> rows = new ArrayList<>();
        new CandidateRows(
                        new RandomWalk.Parameters(1, 0, 3),
                        new GraphFilter(2, 1, 0, .5, 1),
                        Popular.weights(FourByFour.USERS, 4),
                        spectrum,
                        List.of(),
                        weights,
                        3)
                .rows(FourByFour.USERS, item -> item == 0, rows::add);
        return rows.get(0);
    }

    @Test
    void whatIsOnlyAlikeIsANeighbourToo() {
        Neighbours alike = Neighbours.of(4, List.of(new Neighbours.Row(3, new int[] {2, 0}, new float[] {.75f, .25f})));
        List<Candidates> rows =
                rows(FourByFour.USERS, 4, plain(), List.of(alike), new BlendWeights(1, 1, 1, 0, List.of(1.), 0), 3);
        Candidates lonely = rows.get(3);
        assertThat(lonely.neighbours()).containsExactly(2, 0);
        assertThat(lonely.parts()[4]).containsExactly(.75f, .25f);
        assertThat(lonely.parts()[0]).containsExactly(0, 0);
        assertThat(rows.get(0).parts()[4]).containsExactly(0, 0);
    }

    @Test
    void theBestByTheGivenWeightsAreKeptAndBlended() {
        Candidates row = new Candidates(
                7, new int[] {1, 2, 3}, new float[][] {{.5f, .3f, .2f}, {-.5f, .1f, .2f}, {-.1f, 0, .2f}, {9, 9, 9}});
        Neighbours.Row blended = row.blended(EVEN);
        assertThat(blended.item()).isEqualTo(7);
        assertThat(blended.neighbours()).containsExactly(3, 2);
        assertThat(blended.weights()).containsExactly(new float[] {.6f, .4f}, CLOSE);
        BlendWeights walks = BlendWeights.ofWalks();
        assertThat(rows(FourByFour.USERS, 4, plain(), List.of(), walks, 1)
                        .get(0)
                        .neighbours())
                .containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void anyCutOfItemsAndOrderOfUsersGivesTheSameBits(int seed) {
        Random random = new Random(seed);
        int items = 40;
        List<UserItems> users = RandomUsers.of(random, 60, items);
        Spectrum spectrum = SpectrumTest.spectrum(users, items, 5, seed);
        List<Candidates> whole = rows(users, items, spectrum, List.of(), EVEN, 10);
        CandidateRows rows = candidates(users, items, spectrum, List.of(), EVEN, 10);
        List<Candidates> cut = new ArrayList<>();
        List<UserItems> shuffled = new ArrayList<>(users);
        for (int part = 0; part < 3; part++) {
            int mine = part;
            Collections.shuffle(shuffled, random);
            rows.rows(shuffled, item -> item % 3 == mine, cut::add);
        }
        cut.sort((left, right) -> Integer.compare(left.item(), right.item()));
        assertThat(cut).as("seed %d", seed).usingRecursiveComparison().isEqualTo(whole);
        for (Candidates row : whole) {
            double walks = 0;
            for (float walk : row.parts()[0]) {
                walks += walk;
            }
            assertThat(walks).as("seed %d, item %d", seed, row.item()).isBetween(0., 1.00001);
        }
    }

    /** No direction is reshaped. */
    private static Spectrum plain() {
        return new Spectrum(new double[] {0}, Panel.zeros(4, 1));
    }

    private static List<Candidates> rows(
            List<UserItems> users,
            int items,
            Spectrum spectrum,
            List<Neighbours> content,
            BlendWeights weights,
            int most) {
        List<Candidates> rows = new ArrayList<>();
        candidates(users, items, spectrum, content, weights, most).rows(users, item -> true, rows::add);
        return rows;
    }

    private static CandidateRows candidates(
            List<UserItems> users,
            int items,
            Spectrum spectrum,
            List<Neighbours> content,
            BlendWeights weights,
            int most) {
        return new CandidateRows(
                new RandomWalk.Parameters(1, 0, most),
                GraphFilter.REFERENCE,
                Popular.weights(users, items),
                spectrum,
                content,
                weights,
                most);
    }
}
