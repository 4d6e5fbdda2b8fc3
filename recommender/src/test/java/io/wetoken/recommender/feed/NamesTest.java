package io.wetoken.recommender.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NamesTest {
    @Test
    void ofManyEachIsFoundUnderItsFirstNumberAndNoOther() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Names names = new Names(3);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            // Of two letters, so that some come again, and others have the hash of another: "Aa" and "BB".
            String name = "" + (char) ('A' + random.nextInt(60)) + (char) ('A' + random.nextInt(60));
            names.add(name.hashCode(), name);
            all.add(name);
        }

        for (char first = 'A'; first < 'A' + 70; first++) {
            for (char second = 'A'; second < 'A' + 70; second++) {
                String name = "" + first + second;
                assertThat(names.find(name.hashCode(), name))
                        .as("%s, seed %d", name, seed)
                        .isEqualTo(all.indexOf(name));
            }
        }
    }

    @Test
    void namesOfOneHashAreToldApartUnlessAllOfItAreThere() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        Names names = Names.of(List.of("Aa"));
        assertThat(names.contains("BB".hashCode(), "BB")).isFalse();
        names.addAllOf("BB".hashCode());
        assertThat(names.contains("BB".hashCode(), "BB")).isTrue();
        assertThat(new Names(0).contains("".hashCode(), "")).isFalse();
    }
}
