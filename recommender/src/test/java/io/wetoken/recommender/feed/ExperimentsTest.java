package io.wetoken.recommender.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExperimentsTest {
    @Test
    void peopleStayInTheirExperimentAndEachHasItsShare() {
        Experiments experiments = Experiments.of("flat 10 diversity newcomer-floor, plain 25 exploration-floor");
        Map<String, Integer> people = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            Experiment in = experiments.forAccount("person-" + i);
            assertThat(in).isEqualTo(experiments.forAccount("person-" + i));
            people.merge(in.name(), 1, Integer::sum);
        }
        assertThat(people.keySet()).containsExactlyInAnyOrder("flat", "plain", "usual");
        assertThat(people.get("flat")).isBetween(900, 1_100);
        assertThat(people.get("plain")).isBetween(2_350, 2_650);
    }

    @Test
    void nobodyAndEverybodyWithoutASettingHaveTheUsual() {
        assertThat(Experiments.of("all 100 diversity").forAccount("")).isEqualTo(Experiment.USUAL);
        assertThat(Experiments.of("all 100 diversity").forAccount("ann").without())
                .containsExactly("diversity");
        assertThat(Experiments.of(" ").forAccount("ann")).isEqualTo(Experiment.USUAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flat                             | 'flat' is no experiment
            flat 0 diversity                 | 'flat 0 diversity' is no experiment
            flat 10 magic                    | Experiment 'flat' is without 'magic', which is no re-ranker
            flat 60 diversity, other 50      | Experiments take 110 percent of people together
            flat 10, flat 10                 | The name 'flat' is taken
            usual 10                         | The name 'usual' is taken
            """)
    void whatIsNoneIsToldWithWhatIsExpected(String text, String told) {
        assertThatThrownBy(() -> Experiments.of(text)).hasMessageStartingWith(told);
    }
}
