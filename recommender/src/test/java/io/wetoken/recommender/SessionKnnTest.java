package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKnnTest {
    private static final int ITEMS = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void scoresAreThoseOfAllSessionsOneByOne(long seed) {
        Random random = new Random(seed);
        List<UserItems> past = RandomUsers.of(random, 60, ITEMS);
        int[] items = random.ints(0, ITEMS).distinct().limit(6).toArray();
        float[] weights = {1, 2, 1, 3, 1, 1};
        boolean newestFirst = random.nextBoolean();
        float[] scores = new float[ITEMS];
        Models.named("session")
                .score(
                        new Learnt(ITEMS).with(Table.SESSIONS, Sessions.of(ITEMS, past, Sessions.Parameters.REFERENCE)),
                        new History(items, weights, newestFirst),
                        scores);
        double[] expected = new double[ITEMS];
        for (UserItems session : past) {
            double alike = 0;
            for (int i = 0; i < items.length; i++) {
                int item = items[i];
                long having = past.stream().filter(other -> has(other, item)).count();
                if (has(session, item)) {
                    alike +=
                            weights[i] * (newestFirst ? (6 - i) / 6. : 1) * Math.log(1 + past.size() / (double) having);
                }
            }
            for (int item : session.items()) {
                expected[item] += alike / Math.sqrt(session.items().length);
            }
        }
        for (int item = 0; item < ITEMS; item++) {
            assertThat((double) scores[item])
                    .as("seed %d item %d", seed, item)
                    .isCloseTo(expected[item], Offset.offset(1e-3));
        }
    }

    private static boolean has(UserItems user, int item) {
        return Arrays.stream(user.items()).anyMatch(other -> other == item);
    }

    @Test
    void theNewestItemLeadsWhereTheOrderIsKnown() {
        List<UserItems> past = List.of(FourByFour.likes("ann", 0, 2), FourByFour.likes("bob", 1, 3));
        Learnt learnt = new Learnt(4).with(Table.SESSIONS, Sessions.of(4, past, Sessions.Parameters.REFERENCE));
        FeedModel session = Models.forFeeds("session");
        float[] ones = {1, 1};
        assertThat(new Nearby().of(session, learnt, new History(new int[] {0, 1}, ones, true), 9))
                .containsExactly(2, 3);
        assertThat(new Nearby().of(session, learnt, new History(new int[] {1, 0}, ones, true), 9))
                .containsExactly(3, 2);
        assertThat(Nearby.voices(session, learnt, new History(new int[] {1, 0}, ones, true), 3))
                .satisfies(voices -> assertThat(voices[0]).isPositive())
                .satisfies(voices -> assertThat(voices[1]).isZero());
    }

    @Test
    void whatIsRememberedOfAnItemAndOfASessionIsBounded() {
        List<UserItems> past = new ArrayList<>();
        for (int session = 0; session < 4; session++) {
            past.add(FourByFour.likes("user-" + session, 0));
        }
        past.add(FourByFour.likes("collector", IntStream.range(0, 6).toArray()));
        Sessions sessions = Sessions.of(6, past, new Sessions.Parameters(9, 5, 3));
        assertThat(sessions.count(0)).isEqualTo(3);
        assertThat(sessions.length(past.size() - 1)).isEqualTo(5);
        assertThat(sessions.count(5)).isZero();
        assertThatThrownBy(() -> new Sessions.Parameters(9, 0, 3)).hasMessageContaining("not 9, 0 and 3");
    }
}
