package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldOutTest {
    private final HoldOut holdOut = new HoldOut(1);

    @Test
    void aTenthRoundedUpIsHeldOutButNobodysOnlyItem() {
        assertThat(held(1)).isZero();
        assertThat(held(2)).isEqualTo(1);
        assertThat(held(10)).isEqualTo(1);
        assertThat(held(11)).isEqualTo(2);
        assertThat(held(200)).isEqualTo(20);
    }

    private int held(int items) {
        return holdOut.part(FourByFour.likes("ann", IntStream.range(0, items).toArray()))
                .held()
                .length;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theOrderOfItemsDoesNotMatterAndWeightsStayWithTheirItems(int seed) {
        for (UserItems user : RandomUsers.of(new Random(seed), 50, 100)) {
            List<Integer> places = new ArrayList<>(
                    IntStream.range(0, user.items().length).boxed().toList());
            Collections.shuffle(places, new Random(seed));
            UserItems shuffled = new UserItems(
                    user.user(),
                    places.stream().mapToInt(place -> user.items()[place]).toArray(),
                    places.stream().mapToInt(place -> user.weights()[place]).toArray());
            HoldOut.Parted parted = holdOut.part(user);
            assertThat(holdOut.part(shuffled).held()).as("seed %d", seed).containsExactly(parted.held());
            for (int i = 0; i < parted.kept().items().length; i++) {
                int place = List.of(IntStream.of(user.items()).boxed().toArray(Integer[]::new))
                        .indexOf(parted.kept().items()[i]);
                assertThat(parted.kept().weights()[i]).as("seed %d", seed).isEqualTo(user.weights()[place]);
            }
        }
    }

    @Test
    void anotherSeedHoldsOutOthers() {
        UserItems user = FourByFour.likes("ann", IntStream.range(0, 100).toArray());
        assertThat(new HoldOut(2).part(user).held())
                .isNotEqualTo(holdOut.part(user).held());
    }
}
