package io.wetoken.flink.guard.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdMapTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void itIsAMapOfIds(long seed) {
        Random random = new Random(seed);
        Map<UUID, Long> expected = new HashMap<>();
        IdMap table = new IdMap();
        List<UUID> ids = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            // Halves that repeat, and zero: what an open table could take for another or for nothing.
            UUID id = new UUID(random.nextInt(60), random.nextInt(60));
            long number = random.nextInt(100);
            assertThat(table.find(id.getMostSignificantBits(), id.getLeastSignificantBits()))
                    .as("seed %d", seed)
                    .isEqualTo(expected.getOrDefault(id, -1L));
            table.put(id.getMostSignificantBits(), id.getLeastSignificantBits(), number);
            expected.put(id, number);
            ids.add(id);
            if (random.nextInt(2_000) == 0) {
                long over = random.nextInt(100);
                table.removeIf(kept -> kept < over);
                expected.values().removeIf(kept -> kept < over);
            }
            if (random.nextInt(2_000) == 0) {
                IdMap before = table;
                table = random.nextBoolean() ? table.copy() : IdMap.decode(table.encode());
                before.removeIf(kept -> true);
                assertThat(before.size()).isZero();
            }
            assertThat(table.size()).as("seed %d", seed).isEqualTo(expected.size());
        }
        for (UUID id : ids) {
            assertThat(table.find(id.getMostSignificantBits(), id.getLeastSignificantBits()))
                    .as("seed %d", seed)
                    .isEqualTo(expected.getOrDefault(id, -1L));
        }
    }

    @Test
    void whatItDidNotWriteIsRefused() {
        byte[] bytes = new IdMap().encode();
        bytes[3] = 9;
        assertThatThrownBy(() -> IdMap.decode(bytes)).hasMessage("A map of ids is not of version 1");
        bytes[3] = 1;
        bytes[7] = 2;
        assertThatThrownBy(() -> IdMap.decode(bytes)).hasMessage("A map of 2 ids has 0 bytes");
        assertThatThrownBy(() -> new IdMap().put(1, 1, -1)).hasMessageContaining("-1");
    }
}
