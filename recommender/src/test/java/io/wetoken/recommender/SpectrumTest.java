package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumTest {
    /** As Spark finds it, in one thread. */
    static Spectrum spectrum(List<UserItems> users, int items, int rank, long seed) {
        long[] weights = Popular.weights(users, items);
        Panel basis = Panel.random(items, Spectrum.width(rank, items), seed);
        for (int round = 0; round < 30; round++) {
            Panel image = image(users, weights, basis);
            Panel back = Panel.zeros(items, basis.width());
            for (int item = 0; item < items; item++) {
                float[] sums = new float[basis.width()];
                for (int user = 0; user < users.size(); user++) {
                    float[] normalised = Spectrum.normalised(users.get(user), weights);
                    for (int i = 0; i < normalised.length; i++) {
                        if (users.get(user).items()[i] == item) {
                            image.addTo(sums, user, normalised[i]);
                        }
                    }
                }
                back.set(item, sums);
            }
            basis = Spectrum.orthonormal(back);
        }
        return Spectrum.of(basis, image(users, weights, basis), rank);
    }

    private static Panel image(List<UserItems> users, long[] weights, Panel basis) {
        Panel image = Panel.zeros(users.size(), basis.width());
        for (int user = 0; user < users.size(); user++) {
            float[] sums = new float[basis.width()];
            float[] normalised = Spectrum.normalised(users.get(user), weights);
            for (int i = 0; i < normalised.length; i++) {
                basis.addTo(sums, users.get(user).items()[i], normalised[i]);
            }
            image.set(user, sums);
        }
        return image;
    }

    @Test
    void twoUsersWhoShareOneOfTwoItemsEach() {
        // R̃ of ann {0, 1} and bob {1}: 1/√(2·1), 1/√(2·2); 0, 1/√(1·2). R̃ᵀR̃ has trace 1/2 + 1/4 + 1/2 and
        // determinant 1/4: λ = 1 and 1/4.
        List<UserItems> users = List.of(FourByFour.likes("ann", 0, 1), FourByFour.likes("bob", 1));
        assertThat(Spectrum.normalised(users.get(0), new long[] {1, 2}))
                .containsExactly(new float[] {(float) Math.sqrt(.5), .5f}, Offset.offset(1e-6f));
        Spectrum spectrum = spectrum(users, 2, 2, 1);
        assertThat(spectrum.values()).containsExactly(new double[] {1, .25}, Offset.offset(1e-5));
        // The first direction is √popularity: (1, √2)/√3.
        assertThat(Math.abs(spectrum.vectors().values()[0])).isCloseTo((float) Math.sqrt(1 / 3.), Offset.offset(1e-5f));
        assertThat(Math.abs(spectrum.vectors().values()[2])).isCloseTo((float) Math.sqrt(2 / 3.), Offset.offset(1e-5f));
    }

    @Test
    void theStrongestDirectionIsSharpenedAwayAndTheNextIsLifted() {
        GraphFilter filter = new GraphFilter(2, 1, 1, .2, 1);
        // 1.2/e − 1 and .45·e^(−¼) − ¼.
        assertThat(filter.correction(1)).isCloseTo(-.55854, Offset.offset(1e-5));
        assertThat(filter.share(1)).isCloseTo(.44146, Offset.offset(1e-5));
        assertThat(filter.correction(.25)).isCloseTo(.10046, Offset.offset(1e-5));
        assertThat(new GraphFilter(1, 1, 0, 0, 1).correction(.7)).isZero();
        assertThatThrownBy(() -> new GraphFilter(0, 1, 1, 1, 1)).hasMessageContaining("rank=0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void directionsAreOrthonormalAndKeepWhatTheyShouldOfTheMatrix(int seed) {
        List<UserItems> users = RandomUsers.of(new Random(seed), 50, 30);
        Spectrum all = spectrum(users, 30, 30, seed);
        Panel vectors = all.vectors();
        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < 30; j++) {
                double product = 0;
                for (int item = 0; item < 30; item++) {
                    product += (double) vectors.values()[item * 30 + i] * vectors.values()[item * 30 + j];
                }
                if (all.values()[i] > 1e-6 && all.values()[j] > 1e-6) {
                    assertThat(product).as("seed %d, %d %d", seed, i, j).isCloseTo(i == j ? 1 : 0, Offset.offset(1e-4));
                }
            }
        }
        // The trace of R̃ᵀR̃ is the sum of all squares.
        long[] weights = Popular.weights(users, 30);
        double trace = 0;
        for (UserItems user : users) {
            for (float value : Spectrum.normalised(user, weights)) {
                trace += (double) value * value;
            }
        }
        double sum = 0;
        for (double value : all.values()) {
            sum += value;
        }
        assertThat(sum).as("seed %d", seed).isCloseTo(trace, Offset.offset(1e-3));
        assertThat(all.values()[0]).as("seed %d", seed).isCloseTo(1, Offset.offset(1e-4));
    }

    @Test
    void aColumnThatDependsOnOthersBecomesNothing() {
        Panel twice = new Panel(3, 2, new float[] {1, 2, 2, 4, 2, 4});
        assertThat(Spectrum.orthonormal(twice).values())
                .containsExactly(new float[] {1 / 3f, 0, 2 / 3f, 0, 2 / 3f, 0}, Offset.offset(1e-6f));
    }
}
