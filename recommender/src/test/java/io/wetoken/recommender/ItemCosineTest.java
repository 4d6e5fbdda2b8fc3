package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemCosineTest {
    private static final int ITEMS = 30;
    private static final double SHRINKAGE = .4;
    private static final int NEIGHBOURS = 7;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void scoresAreThoseOfTheDenseMatrix(long seed) {
        Random random = new Random(seed);
        List<UserItems> users = RandomUsers.of(random, 50, ITEMS);
        double[][] weights = dense(users);
        List<Neighbours.Row> rows = new ArrayList<>();
        ItemCosine cosine =
                new ItemCosine(new ItemCosine.Parameters(SHRINKAGE, NEIGHBOURS), ItemCosine.squares(users, ITEMS));
        cosine.rows(users, item -> item % 2 == 0, rows::add);
        cosine.rows(users, item -> item % 2 == 1, rows::add);
        Learnt learnt = new Learnt(ITEMS).with(Table.COSINES, cosine.joined(rows));
        UserItems asked = users.get(random.nextInt(users.size()));
        float[] scores = new float[ITEMS];
        Models.named("itemknn").score(learnt, asked.history(), scores);
        for (int item = 0; item < ITEMS; item++) {
            double expected = 0;
            for (int i = 0; i < asked.items().length; i++) {
                expected += asked.weights()[i] * weights[asked.items()[i]][item];
            }
            assertThat((double) scores[item])
                    .as("seed %d item %d", seed, item)
                    .isCloseTo(expected, Offset.offset(1e-5));
        }
    }

    /** The definition, step by step: normalised users, all cosines, the best of each row, scaled. */
    private static double[][] dense(List<UserItems> users) {
        double[][] r = new double[users.size()][ITEMS];
        for (int u = 0; u < r.length; u++) {
            UserItems user = users.get(u);
            for (int i = 0; i < user.items().length; i++) {
                r[u][user.items()[i]] = user.weights()[i] / Math.sqrt((double) user.total());
            }
        }
        double[][] cosines = new double[ITEMS][ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            for (int j = 0; j < ITEMS; j++) {
                double shared = product(r, i, j);
                double lengths = Math.sqrt(product(r, i, i)) * Math.sqrt(product(r, j, j));
                cosines[i][j] = i == j || shared == 0 ? 0 : shared / (lengths + SHRINKAGE);
            }
            double[] row = cosines[i];
            double least = IntStream.range(0, ITEMS)
                    .mapToDouble(j -> -row[j])
                    .sorted()
                    .limit(NEIGHBOURS)
                    .map(value -> -value)
                    .min()
                    .orElseThrow();
            double sum = IntStream.range(0, ITEMS)
                    .mapToDouble(j -> row[j])
                    .filter(value -> value >= least)
                    .sum();
            for (int j = 0; j < ITEMS; j++) {
                row[j] = row[j] >= least && sum > 0 ? row[j] / sum : 0;
            }
        }
        return cosines;
    }

    private static double product(double[][] r, int i, int j) {
        double sum = 0;
        for (double[] user : r) {
            sum += user[i] * user[j];
        }
        return sum;
    }

    @Test
    void settingsThatMakeNoRowsAreRefused() {
        assertThatThrownBy(() -> new ItemCosine.Parameters(-1, 3)).hasMessageContaining("h=-1.0");
        assertThatThrownBy(() -> new ItemCosine.Parameters(0, 0)).hasMessageContaining("k=0");
    }
}
