package io.wetoken.spark.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.recommender.BlendSearch;
import io.wetoken.recommender.Factors;
import io.wetoken.recommender.GraphFilter;
import io.wetoken.recommender.History;
import io.wetoken.recommender.ItemCosine;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Model;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Panel;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.recommender.Sessions;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.UserItems;
import io.wetoken.recommender.Weighing;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables by Spark beside the plain formula on small dense matrices. */
class TrainersIT {
    private static final long SEED = 20261130;
    private static final int ITEMS = 14;
    private static final PrintWriter QUIET = new PrintWriter(Writer.nullWriter());

    @TempDir
    private static Path home;

    private static SparkSession session;
    private static List<UserItems> people;

    @BeforeAll
    static void start() {
        System.out.println("seed " + SEED);
        session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", home.toString())
                .getOrCreate();
        Random random = new Random(SEED);
        people = new ArrayList<>();
        for (int user = 0; user < 40; user++) {
            int[] items = random.ints(0, ITEMS)
                    .distinct()
                    .limit(2 + random.nextInt(5))
                    .toArray();
            people.add(new UserItems(
                    "user-" + user, items, random.ints(items.length, 1, 4).toArray()));
        }
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    private static JavaRDD<UserItems> users(int slices) {
        return new JavaSparkContext(session.sparkContext()).parallelize(people, slices);
    }

    private static double[][] dense() {
        double[][] x = new double[people.size()][ITEMS];
        for (int u = 0; u < x.length; u++) {
            for (int i = 0; i < people.get(u).items().length; i++) {
                x[u][people.get(u).items()[i]] = people.get(u).weights()[i];
            }
        }
        return x;
    }

    private static double[][] gram(double[][] x) {
        double[][] gram = new double[ITEMS][ITEMS];
        for (double[] row : x) {
            for (int i = 0; i < ITEMS; i++) {
                for (int j = 0; j < ITEMS; j++) {
                    gram[i][j] += row[i] * row[j];
                }
            }
        }
        return gram;
    }

    private static double[][] times(double[][] left, double[][] right) {
        double[][] product = new double[left.length][right[0].length];
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < right[0].length; j++) {
                for (int k = 0; k < right.length; k++) {
                    product[i][j] += left[i][k] * right[k][j];
                }
            }
        }
        return product;
    }

    private static double[][] matrix(Neighbours rows, Table table, String model) {
        double[][] matrix = new double[ITEMS][];
        for (int item = 0; item < ITEMS; item++) {
            float[] scores = new float[ITEMS];
            Models.named(model).score(new Learnt(ITEMS).with(table, rows), History.of(item), scores);
            matrix[item] = new double[ITEMS];
            for (int other = 0; other < ITEMS; other++) {
                matrix[item][other] = scores[other];
            }
        }
        return matrix;
    }

    /** Where ‖X − XB‖² + λ‖B‖² is least under a diagonal of 0, its gradient G(B − I) + λB is 0 off the diagonal. */
    @Test
    void easeSolvesItsEquations() {
        double lambda = 3;
        double[][] b = matrix(
                new Regressions(new Regressions.Parameters(lambda, ITEMS), QUIET).learn(users(3), ITEMS),
                Table.REGRESSION,
                "ease");
        double[][] gram = gram(dense());
        double[][] product = times(gram, b);
        for (int i = 0; i < ITEMS; i++) {
            assertThat(b[i][i]).isZero();
            for (int j = 0; j < ITEMS; j++) {
                if (i != j) {
                    assertThat(product[i][j] - gram[i][j] + lambda * b[i][j])
                            .as("%d, %d", i, j)
                            .isCloseTo(0, Offset.offset(1e-4));
                }
            }
        }
    }

    @Test
    void easeRefusesACatalogueThatDoesNotFit() {
        assertThatThrownBy(() -> new Regressions(new Regressions.Parameters(1, 10), QUIET)
                        .learn(users(2), Regressions.LIMIT + 1))
                .hasMessageContaining("12001 items are more than the 12000");
    }

    /** With as many directions as items the filter is a function of the whole matrix: (A + b)·e^(−tA), here by its series; paths by plain loops. */
    @Test
    void theGraphFilterIsPathsAndThatFunctionOfTheNormalisedMatrix() {
        GraphFilter filter = new GraphFilter(ITEMS, ITEMS, 1.5, .3, 30);
        Blends blends = new Blends(
                RandomWalk.Parameters.REFERENCE,
                filter,
                new Blends.Parameters(ITEMS, 10, BlendSearch.Parameters.REFERENCE),
                SEED,
                QUIET);
        double[][] found = matrix(blends.filtered(users(3), ITEMS), Table.GRAPH, "graphfilter");
        double[][] x = dense();
        double[] ofItem = new double[ITEMS];
        for (double[] row : x) {
            for (int i = 0; i < ITEMS; i++) {
                ofItem[i] += row[i];
            }
        }
        double[][] normalised = new double[x.length][ITEMS];
        for (int u = 0; u < x.length; u++) {
            for (int i = 0; i < ITEMS; i++) {
                normalised[u][i] = x[u][i] / Math.sqrt(people.get(u).total() * ofItem[i]);
            }
        }
        double[][] a = gram(normalised);
        double[][] term = new double[ITEMS][ITEMS];
        double[][] exponential = new double[ITEMS][ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            term[i][i] = 1;
        }
        for (int n = 1; n < 40; n++) {
            for (int i = 0; i < ITEMS; i++) {
                for (int j = 0; j < ITEMS; j++) {
                    exponential[i][j] += term[i][j];
                }
            }
            term = times(term, a);
            for (double[] row : term) {
                for (int j = 0; j < ITEMS; j++) {
                    row[j] *= -1.5 / n;
                }
            }
        }
        double[][] filtered = times(a, exponential);
        double[][] paths = new double[ITEMS][ITEMS];
        for (int u = 0; u < x.length; u++) {
            for (int i = 0; i < ITEMS; i++) {
                for (int j = 0; j < ITEMS; j++) {
                    double discount =
                            Math.pow((double) people.get(u).total(), .75) * Math.pow(Math.max(1, ofItem[i]), .55);
                    paths[i][j] += x[u][i] * x[u][j] / (discount * Math.pow(Math.max(1, ofItem[j]), .3));
                }
            }
        }
        int compared = 0;
        for (int i = 0; i < ITEMS; i++) {
            for (int j = 0; j < ITEMS; j++) {
                double low = (filtered[i][j] + .3 * exponential[i][j]) * Math.sqrt(ofItem[j] / ofItem[i]);
                double expected = paths[i][j] + .3 * low;
                if (i != j && a[i][j] > 0 && Math.abs(expected) > 1e-3) {
                    assertThat(found[i][j]).as("%d, %d", i, j).isCloseTo(Math.max(0, expected), Offset.offset(1e-3));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(ITEMS);
    }

    /** The same sweeps in plain loops over dense matrices, with equations solved by elimination. */
    @Test
    void ialsIsAlternatingLeastSquaresAndPartitionsDoNotShow() {
        int rank = 3;
        Weighing.FrequencyScaled weighing = new Weighing.FrequencyScaled(.2f, .1f, .8f);
        var parameters = new FrequencyScaledLeastSquares.Parameters(rank, 4, weighing);
        Factors found = new FrequencyScaledLeastSquares(parameters, SEED, QUIET).learn(users(2), ITEMS);
        Factors cut = new FrequencyScaledLeastSquares(parameters, SEED, QUIET).learn(users(7), ITEMS);
        assertThat(cut.byRank()).isEqualTo(found.byRank());

        double[][] x = dense();
        double[][] items = new double[ITEMS][rank];
        Panel start = Panel.random(ITEMS, rank, SEED);
        for (int i = 0; i < ITEMS * rank; i++) {
            items[i / rank][i % rank] = start.values()[i] * .1 * Math.sqrt(3. / rank);
        }
        for (int sweep = 0; sweep < 4; sweep++) {
            items = half(transposed(x), half(x, items));
        }
        for (int item = 0; item < ITEMS; item++) {
            for (int f = 0; f < rank; f++) {
                assertThat((double) found.byRank().get(f * ITEMS + item))
                        .as("item %d factor %d", item, f)
                        .isCloseTo(items[item][f], Offset.offset(1e-3));
            }
        }
    }

    private static double[][] transposed(double[][] x) {
        double[][] turned = new double[x[0].length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                turned[j][i] = x[i][j];
            }
        }
        return turned;
    }

    private static double[][] half(double[][] x, double[][] others) {
        int rank = others[0].length;
        double[][] solved = new double[x.length][];
        for (int u = 0; u < x.length; u++) {
            double[][] equations = new double[rank][rank + 1];
            int own = 0;
            for (int i = 0; i < others.length; i++) {
                own += x[u][i] > 0 ? 1 : 0;
                for (int row = 0; row < rank; row++) {
                    for (int column = 0; column < rank; column++) {
                        equations[row][column] += (.2f + x[u][i]) * others[i][row] * others[i][column];
                    }
                    equations[row][rank] += x[u][i] * others[i][row];
                }
            }
            for (int row = 0; row < rank; row++) {
                equations[row][row] += .1f * Math.pow(own + .2f * others.length, .8f);
            }
            solved[u] = eliminated(equations);
        }
        return solved;
    }

    private static double[] eliminated(double[][] equations) {
        int rank = equations.length;
        for (int k = 0; k < rank; k++) {
            for (int row = 0; row < rank; row++) {
                double by = equations[row][k] / equations[k][k];
                for (int column = k; column <= rank && row != k; column++) {
                    equations[row][column] -= by * equations[k][column];
                }
            }
        }
        double[] solved = new double[rank];
        for (int k = 0; k < rank; k++) {
            solved[k] = equations[k][rank] / equations[k][k];
        }
        return solved;
    }

    /** Two kinds of features, of which the cosine is worked out one by one; item 13 is nobody's. */
    @Test
    void contentFindsWhatIsAlikeInEveryKind() {
        Random random = new Random(SEED);
        List<Panel> kinds = new ArrayList<>();
        for (int kind = 0; kind < 2; kind++) {
            Panel panel = Panel.zeros(ITEMS, 5);
            for (int i = 0; i < panel.values().length; i++) {
                panel.values()[i] = (float) random.nextGaussian();
            }
            kinds.add(panel);
        }
        JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
        double[][] found = matrix(Alike.learn(spark, ITEMS, kinds, 100), Table.LIKENESS, "contentknn");
        for (int i = 0; i < ITEMS; i++) {
            double[] expected = new double[ITEMS];
            for (Panel kind : kinds) {
                double[] cosines = new double[ITEMS];
                double sum = 0;
                for (int j = 0; j < ITEMS; j++) {
                    cosines[j] = i == j ? 0 : Math.max(0, cosine(kind, i, j));
                    sum += cosines[j];
                }
                for (int j = 0; j < ITEMS; j++) {
                    expected[j] += cosines[j] / sum / 2;
                }
            }
            assertThat(found[i]).as("item %d", i).containsExactly(expected, Offset.offset(1e-4));
        }
        assertThatThrownBy(() -> Alike.learn(spark, ITEMS, List.of(), 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--features");
    }

    private static double cosine(Panel panel, int i, int j) {
        double product = 0;
        double left = 0;
        double right = 0;
        for (int f = 0; f < panel.width(); f++) {
            double mean = 0;
            for (int row = 0; row < panel.rows(); row++) {
                mean += panel.values()[row * panel.width() + f] / (double) panel.rows();
            }
            double a = panel.values()[i * panel.width() + f] - mean;
            double b = panel.values()[j * panel.width() + f] - mean;
            product += a * b;
            left += a * a;
            right += b * b;
        }
        return product / Math.sqrt(left * right);
    }

    @Test
    void everyTableThatAModelNeedsIsLearntAndEveryModelFindsSomething() {
        Random random = new Random(SEED);
        Panel features = Panel.zeros(ITEMS, 3);
        for (int i = 0; i < features.values().length; i++) {
            features.values()[i] = random.nextFloat();
        }
        Training training = new Training(
                session,
                users(2),
                ITEMS,
                List.of(features),
                List.of(),
                new ModelParameters(
                        RandomWalk.Parameters.REFERENCE,
                        GraphFilter.REFERENCE,
                        new Blends.Parameters(10, 10, BlendSearch.Parameters.REFERENCE),
                        new ItemCosine.Parameters(.5, 10),
                        new Regressions.Parameters(50, 10),
                        new AlternatingLeastSquares.Parameters(2, 2, 40, .05f),
                        new FrequencyScaledLeastSquares.Parameters(2, 2, Weighing.FrequencyScaled.REFERENCE),
                        10,
                        Sessions.Parameters.REFERENCE),
                SEED,
                QUIET);
        Learnt learnt = new Learnt(ITEMS);
        for (Table table : Table.values()) {
            learnt = learnt.with(table, Trainers.learn(table, training));
        }
        for (Model model : Models.ALL) {
            float[] scores = new float[ITEMS];
            model.score(learnt, people.get(0).history(), scores);
            assertThat(scores).as(model.name()).isNotEqualTo(new float[ITEMS]);
            for (float score : scores) {
                assertThat(score).as(model.name()).isFinite();
            }
        }
    }
}
