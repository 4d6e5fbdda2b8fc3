package io.wetoken.settlement.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wetoken.settlement.lab.Equilibrium.Split;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of the reward rule, found again by people who answer each other. */
class EquilibriumTest {
    private static final double CLOSE = 1e-3;

    @ParameterizedTest
    @CsvSource({
        "2, .500, .707, .825, 1.000, 1.562",
        "20, .050, .975, .983, 1.000, 1.051",
        "100, .010, .995, .997, 1.000, 1.010"
    })
    void everybodyEndsAtTheTableOfTheRule(
            int players, double equal, double proportional, double half, double one, double more) {
        Random chance = new Random(players);
        assertEach(players, Split.EQUAL, 1, equal, chance);
        assertEach(players, Split.PROPORTIONAL, 0, proportional, chance);
        assertEach(players, Split.PROPORTIONAL, .5, half, chance);
        assertEach(players, Split.PROPORTIONAL, 1, one, chance);
        assertEach(players, Split.PROPORTIONAL, 1.5, more, chance);
    }

    private static void assertEach(int players, Split split, double elasticity, double table, Random chance) {
        for (double effort : Equilibrium.activity(players, split, elasticity, chance)) {
            assertThat(effort)
                    .as("%d users, %s, elasticity %s, seed %d", players, split, elasticity, players)
                    .isCloseTo(table, within(CLOSE))
                    .isCloseTo(Equilibrium.expected(players, split, elasticity), within(CLOSE));
        }
    }

    @Test
    void aboveElasticityTwoOnlyTheCeilingOfTheIndexHoldsThem() {
        for (double effort : Equilibrium.activity(2, Split.PROPORTIONAL, 2, new Random(1))) {
            assertThat(effort).isCloseTo(Math.sqrt(2), within(Equilibrium.STEP));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theDuelHasOneEquilibriumWhereverTheyStart(long seed) {
        for (double effort : Equilibrium.duel(200_000, 1, new Random(seed))) {
            assertThat(effort).as("seed %d", seed).isCloseTo(Math.sqrt(.1), within(CLOSE));
        }
    }

    @ParameterizedTest
    @CsvSource({"100000, 1", "200000, .5", "200000, 2", "1000000, 1"})
    void effortInADuelIsTheRootOfStakeOverTwoK(long stakePpm, double k) {
        for (double effort : Equilibrium.duel(stakePpm, k, new Random(stakePpm))) {
            assertThat(effort).isCloseTo(Math.sqrt(stakePpm / 1e6 / 2 / k), within(CLOSE));
        }
    }

    @Test
    void theStakeComesOnTopOfTheIncome() {
        for (double effort : Equilibrium.incomeAndDuel(200_000, new Random(7))) {
            assertThat(effort).isCloseTo(Math.sqrt(1.2 / 2), within(CLOSE));
        }
    }
}
