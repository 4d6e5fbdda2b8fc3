package io.wetoken.behaviour.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PersonCapTest {
    @Test
    void medianIsOfThosePersonsWhoHavePoints() {
        assertThat(PersonCap.of(new long[] {0, 0, 0, 5, 100, 7}, 4).limit()).isEqualTo(28);
        assertThat(PersonCap.of(new long[] {5, 8}, 4).limit()).isEqualTo(24);
        assertThat(PersonCap.of(new long[] {0, 0}, 4)).isEqualTo(PersonCap.UNLIMITED);
    }

    @Test
    void accountsShareTheLimitByTheirOwnPointsAndAffinityFollows() {
        AccountId zoe = new AccountId("zoe");
        Map<AccountId, Earned> person = Map.of(
                new AccountId("a"), new Earned(30, new TreeMap<>(Map.of(zoe, 29L))),
                new AccountId("b"), new Earned(70, new TreeMap<>(Map.of(zoe, 1L))));
        assertThat(new PersonCap(10).apply(person))
                .containsExactly(
                        Map.entry(new AccountId("a"), new Earned(3, new TreeMap<>(Map.of(zoe, 2L)))),
                        Map.entry(new AccountId("b"), new Earned(7, new TreeMap<>())));
        assertThat(new PersonCap(100).apply(person)).isEqualTo(person);
    }
}
