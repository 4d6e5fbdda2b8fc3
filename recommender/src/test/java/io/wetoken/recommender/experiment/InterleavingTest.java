package io.wetoken.recommender.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wetoken.recommender.experiment.Interleaving.Pick;
import io.wetoken.recommender.experiment.Interleaving.Team;
import io.wetoken.recommender.feed.Candidate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InterleavingTest {
    private static final int DRAFTS = 4_000;

    @Test
    void bothTeamsPickInTurnAndNothingComesTwice() {
        List<Candidate> usual = order("a", "b", "c", "d", "e");
        List<Candidate> other = order("a", "c", "x", "b", "y");
        for (long seed = 0; seed < 200; seed++) {
            List<Pick> picks = Interleaving.draft(usual, other, 6, seed);
            assertThat(picks).as("seed %d", seed).hasSize(6);
            assertThat(picks)
                    .as("seed %d", seed)
                    .extracting(pick -> pick.candidate().content())
                    .doesNotHaveDuplicates()
                    .startsWith("a");
            assertThat(picks.stream().filter(pick -> pick.team() == Team.OTHER))
                    .as("seed %d", seed)
                    .hasSize(3);
            for (int round = 0; round < 6; round += 2) {
                assertThat(picks.get(round).team())
                        .as("seed %d", seed)
                        .isNotEqualTo(picks.get(round + 1).team());
            }
        }
    }

    /** What is logged must be how often it happens, given what came before. */
    @Test
    void thePropensityIsHowOftenSomethingComesToItsPlace() {
        List<Candidate> usual = order("a", "b", "c", "d");
        List<Candidate> other = order("a", "c", "x", "b");
        Map<String, Integer> begins = new HashMap<>();
        Map<String, Integer> ends = new HashMap<>();
        Map<String, Double> told = new HashMap<>();
        for (long seed = 0; seed < DRAFTS; seed++) {
            StringBuilder before = new StringBuilder();
            for (Pick pick : Interleaving.draft(usual, other, 4, seed)) {
                begins.merge(before.toString(), 1, Integer::sum);
                before.append(pick.candidate().content());
                ends.merge(before.toString(), 1, Integer::sum);
                Double already = told.put(before.toString(), pick.candidate().propensity());
                assertThat(already == null || already == pick.candidate().propensity())
                        .as("seed %d: one propensity for %s", seed, before)
                        .isTrue();
            }
        }
        ends.forEach((page, times) -> {
            int of = begins.get(page.substring(0, page.length() - 1));
            assertThat((double) times / of)
                    .as("%s: %d of %d", page, times, of)
                    .isCloseTo(told.get(page), within(4 * Math.sqrt(.25 / of)));
        });
    }

    @Test
    void whereBothOrdersAreOneNothingIsLeftToChanceButTheTeams() {
        List<Candidate> one = order("a", "b", "c");
        List<Pick> picks = Interleaving.draft(one, one, 10, 7);
        assertThat(picks).extracting(Pick::candidate).isEqualTo(one);
        assertThat(Interleaving.draft(one, List.of(), 2, 7))
                .extracting(Pick::team)
                .containsOnly(Team.USUAL);
    }

    private static List<Candidate> order(String... contents) {
        return Stream.of(contents)
                .map(content -> Candidate.of(content, "owner-" + content, "", "walks", 1_000, 0))
                .toList();
    }
}
