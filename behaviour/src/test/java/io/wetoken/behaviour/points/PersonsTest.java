package io.wetoken.behaviour.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.DeviceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PersonsTest {
    private static List<AccountId> accounts(String... names) {
        return Arrays.stream(names).map(AccountId::new).toList();
    }

    private static AccountId account(String name) {
        return new AccountId(name);
    }

    @Test
    void threeAccountsMayShareADevice() {
        Persons persons = Persons.of(Map.of(new DeviceId("tablet"), accounts("ann", "bob", "cat", "ann")), 3);
        assertThat(persons.clusters()).isEmpty();
        assertThat(persons.of(account("bob"))).isEqualTo(account("bob"));
    }

    @Test
    void fourAreOnePersonNamedByTheSmallest() {
        Persons persons = Persons.of(Map.of(new DeviceId("rack"), accounts("dan", "bob", "cat", "ann")), 3);
        assertThat(persons.clusters()).hasSize(4);
        assertThat(persons.of(account("dan"))).isEqualTo(account("ann"));
        assertThat(persons.same(account("bob"), account("cat"))).isTrue();
        assertThat(persons.same(account("bob"), account("eve"))).isFalse();
        assertThat(Persons.fromClusters(persons.clusters()).of(account("cat"))).isEqualTo(account("ann"));
    }

    @Test
    void devicesChain() {
        Persons persons = Persons.of(
                Map.of(
                        new DeviceId("rack-1"), accounts("d", "e", "f", "g"),
                        new DeviceId("rack-2"), accounts("g", "a", "b", "c"),
                        new DeviceId("tablet"), accounts("a", "z")),
                3);
        assertThat(persons.of(account("f"))).isEqualTo(account("a"));
        assertThat(persons.of(account("z"))).isEqualTo(account("z"));
    }

    @Test
    void orderDoesNotMatter() {
        long seed = 77;
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            Map<DeviceId, List<AccountId>> devices = new HashMap<>();
            for (int i = 0; i < 200; i++) {
                devices.computeIfAbsent(new DeviceId("d" + random.nextInt(50)), device -> new ArrayList<>())
                        .add(account("a" + random.nextInt(150)));
            }
            List<DeviceId> order = new ArrayList<>(devices.keySet());
            Collections.shuffle(order, random);
            Map<DeviceId, List<AccountId>> shuffled = new LinkedHashMap<>();
            for (DeviceId device : order) {
                List<AccountId> accounts = new ArrayList<>(devices.get(device));
                Collections.shuffle(accounts, random);
                shuffled.put(device, accounts);
            }
            assertThat(Persons.of(shuffled, 3).clusters())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(Persons.of(devices, 3).clusters());
        }
    }
}
