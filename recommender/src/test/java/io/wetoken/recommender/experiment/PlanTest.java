package io.wetoken.recommender.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanTest {
    static final String TEXT = """
            name=flat
            hypothesis=Without topics set apart people watch as long
            people.percent=40
            salt=flat-1
            arms=usual flat
            arm.flat.without=diversity
            metric=watch-seconds
            expected.mean.milli=240000
            expected.deviation.milli=300000
            effect.percent=10
            people.each=2500
            days=7
            guardrails=new-share
            guardrail.new-share.percent=10
            """;

    @Test
    void peopleStayInTheirArmAndArmsAreAlikeInSize() throws IOException {
        Plan plan = plan(TEXT);
        Map<String, Integer> people = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String arm = plan.armOf("person-" + i).map(Arm::name).orElse("");
            assertThat(plan.armOf("person-" + i).map(Arm::name).orElse("")).isEqualTo(arm);
            people.merge(arm, 1, Integer::sum);
        }
        // Four standard deviations around 4,000 and 12,000.
        assertThat(people.get("usual")).isCloseTo(4_000, within(227));
        assertThat(people.get("flat")).isCloseTo(4_000, within(227));
        assertThat(people.get("")).isCloseTo(12_000, within(278));
    }

    /** Another hash would move people from arm to arm in the middle of experiments. */
    @Test
    void whoIsInWhichArmNeverChangesFromReleaseToRelease() throws IOException {
        Plan plan = plan(TEXT.replace("people.percent=40", "people.percent=100"));
        StringBuilder arms = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            arms.append(plan.armOf("person-" + i).orElseThrow().name().charAt(0));
        }
        assertThat(arms.toString()).isEqualTo("fuuufuufffffuufuufuffuuu");
    }

    @Test
    void whoIsInOneExperimentSaysNothingOfAnother() throws IOException {
        Plan one = plan(TEXT.replace("percent=40", "percent=50"));
        Plan other = plan(TEXT.replace("percent=40", "percent=50").replace("salt=flat-1", "salt=flat-2"));
        int both = 0;
        for (int i = 0; i < 20_000; i++) {
            both += one.armOf("p" + i).isPresent() && other.armOf("p" + i).isPresent() ? 1 : 0;
        }
        assertThat(both).isCloseTo(5_000, within(245));
    }

    @Test
    void severalThatRunAreJoined() throws IOException {
        Plan all = plan(TEXT.replace("percent=40", "percent=100"));
        Plan other = plan(TEXT.replace("percent=40", "percent=100")
                .replace("flat", "sure")
                .replace("without=diversity", "without=exploration-floor\narm.sure.model=m-1"));
        boolean joined = false;
        for (int i = 0; i < 100; i++) {
            Assigned assigned = Assigned.of(List.of(all, other), "p" + i);
            assertThat(assigned.arms()).hasSize(2);
            if (assigned.arms().equals(List.of("flat:flat", "sure:sure"))) {
                joined = true;
                assertThat(assigned.differs().without()).containsExactlyInAnyOrder("diversity", "exploration-floor");
                assertThat(assigned.differs().name()).isEqualTo("flat:flat,sure:sure");
                assertThat(assigned.model()).contains("m-1");
            }
        }
        assertThat(joined).isTrue();
        assertThat(Assigned.of(List.of(all), "")).isEqualTo(Assigned.USUAL);
        assertThat(Assigned.of(List.of(), "ann")).isEqualTo(Assigned.USUAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name=flat                        | name=Flat!             | 'Flat!' is no name
            metric=watch-seconds             | metric=                | metric is missing
            people.percent=40                | people.percent=101     | people.percent must be a whole number from 1 to 100, is '101'
            arms=usual flat                  | arms=flat usual        | arms must be usual, which differs in nothing
            arms=usual flat                  | arms=usual flat same   | arm.same differs in nothing
            arm.flat.without=diversity       | arm.flat.without=magic | without 'magic', which is no re-ranker
            arm.flat.without=diversity       | arm.flat.without=not-muted | what people have said themselves
            days=7                           | dayz=7                 | days is missing; dayz is unknown
            guardrail.new-share.percent=10   | x=1                    | guardrail.new-share.percent is missing; x is unknown
            """)
    void whatIsWrongInAPlanIsTold(String right, String wrong, String told) {
        assertThatThrownBy(() -> plan(TEXT.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("plan: ")
                .hasMessageContaining(told);
    }

    static Plan plan(String text) throws IOException {
        return Plan.parse("plan", text);
    }
}
