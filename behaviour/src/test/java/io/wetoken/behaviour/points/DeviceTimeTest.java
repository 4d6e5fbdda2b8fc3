package io.wetoken.behaviour.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.DeviceId;
import io.wetoken.behaviour.signal.Watch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceTimeTest {
    private static Watched watched(String account, String owner, long start, long end) {
        return new Watched(
                new AccountId(account),
                new Watch(start, end, false, new DeviceId("tablet"), new AccountId(owner), 1_000_000));
    }

    @Test
    void overlapGoesToWhoBeganFirst() {
        assertThat(DeviceTime.attribute(
                        List.of(watched("bob", "x", 50, 200), watched("ann", "x", 100, 300)), Persons.ALL_DISTINCT))
                .containsExactly(watched("bob", "x", 50, 200), watched("ann", "x", 200, 300));
    }

    @Test
    void whatLiesInsideIsGone() {
        assertThat(DeviceTime.attribute(
                        List.of(watched("bob", "x", 50, 60), watched("ann", "x", 0, 300)), Persons.ALL_DISTINCT))
                .containsExactly(watched("ann", "x", 0, 300));
    }

    @Test
    void tiesGoToTheSmallerAccount() {
        assertThat(DeviceTime.attribute(
                        List.of(watched("bob", "x", 0, 300), watched("ann", "x", 0, 100)), Persons.ALL_DISTINCT))
                .containsExactly(watched("ann", "x", 0, 100), watched("bob", "x", 100, 300));
    }

    @Test
    void watchingOneselfTakesNobodysTime() {
        Persons persons = Persons.fromClusters(
                Map.of(new AccountId("eve"), new AccountId("eve"), new AccountId("eve-2"), new AccountId("eve")));
        assertThat(DeviceTime.attribute(
                        List.of(
                                watched("eve", "eve-2", 0, 300),
                                watched("eve", "eve", 0, 300),
                                watched("ann", "eve", 100, 200)),
                        persons))
                .containsExactly(watched("ann", "eve", 100, 200));
    }

    @Test
    void travelsAsBytes() {
        Watched watched = watched("ann", "bob", 5, 300);
        assertThat(Watched.decode(watched.encode())).isEqualTo(watched);
    }
}
