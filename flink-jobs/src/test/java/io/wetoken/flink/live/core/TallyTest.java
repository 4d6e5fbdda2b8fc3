package io.wetoken.flink.live.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.store.Tallies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final int SEEDS = 25;

    @Test
    void theStatedErrorIsTheSketchesOwn() {
        assertThat(Tallies.VIEWERS_ERROR_PPM).isEqualTo(Tally.standardErrorPpm());
    }

    @Test
    void fewViewersAreCountedOneByOne() {
        Tally tally = new Tally();
        for (int viewer = 1; viewer <= Tallies.VIEWERS_EXACT_TO; viewer++) {
            tally.add(ContentFigures.NONE, List.of("account-" + viewer));
            tally.add(ContentFigures.NONE, List.of("account-" + viewer));
            assertThat(tally.viewersApprox()).isEqualTo(viewer);
        }
    }

    /** Three standard errors each, and over all of them together no more than one and a half: a sketch that is worse than stated fails. */
    @Test
    void manyViewersAreEstimatedWithinTheStatedErrorInAnyOrderAndAnyCut() {
        double stated = Tallies.VIEWERS_ERROR_PPM / 1e6;
        for (int viewers : new int[] {400, 1_000, 20_000}) {
            double squares = 0;
            for (int seed = 0; seed < SEEDS; seed++) {
                Random random = new Random(seed);
                String of = "seed-" + seed + "-";
                List<String> seen = new ArrayList<>(
                        IntStream.range(0, viewers).mapToObj(i -> of + i).toList());
                seen.addAll(seen.subList(0, viewers / 2));
                long estimate = folded(seen).viewersApprox();
                Collections.shuffle(seen, random);
                int cut = random.nextInt(seen.size());
                Tally merged = Tally.decode(folded(seen.subList(0, cut)).encode());
                merged.merge(folded(seen.subList(cut, seen.size())));
                assertThat(merged.viewersApprox())
                        .as("seed %d, %d viewers", seed, viewers)
                        .isEqualTo(estimate);
                double error = (estimate - viewers) / (double) viewers;
                assertThat(Math.abs(error))
                        .as("seed %d, %d viewers", seed, viewers)
                        .isLessThan(3 * stated);
                squares += error * error;
            }
            assertThat(Math.sqrt(squares / SEEDS)).as("%d viewers", viewers).isLessThan(1.5 * stated);
        }
    }

    @Test
    void itIsBounded() {
        Tally tally =
                folded(IntStream.range(0, 300_000).mapToObj(Integer::toString).toList());
        assertThat(tally.encode()).hasSizeLessThan(2_300);
    }

    @Test
    void anotherVersionIsNamed() {
        byte[] bytes = new Tally().encode();
        bytes[3] = 9;
        assertThatThrownBy(() -> Tally.decode(bytes)).hasMessage("A tally has version 9, known is 1");
    }

    private static Tally folded(List<String> viewers) {
        Tally tally = new Tally();
        tally.add(new ContentFigures(1, 2, 0, 0, 0), viewers);
        return tally;
    }
}
