package io.wetoken.recommender.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wetoken.recommender.FourByFour;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.RandomUsers;
import io.wetoken.recommender.RandomWalk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-5);
    private static final String TRAIN = "1 10 11\n2 10 11 12\n3 11 12\n4 13\n";

    @TempDir
    private Path home;

    @Test
    void theFiguresOfFourUsersAreThoseWorkedOutByHand() throws Exception {
        Split split = split(TRAIN, "1 12\n\n2\n4 10 12\n");
        Figures figures = evaluate("rp3beta", split, 2);
        // User 1 has {10, 11} and is given 12, 13: a hit at the first place. User 4 has {13}, which leads nowhere, and
        // is given 10, 11: one of two.
        assertThat(figures.recall()).isEqualTo((1 + .5) / 2);
        assertThat(figures.ndcg()).isCloseTo((1 + 1 / (1 + 1 / 1.5849625)) / 2, CLOSE);
        assertThat(figures.coverage()).isEqualTo(1);
        // Bits: 10 and 12 are with 2 of 4 users, 11 with 3, 13 with 1.
        assertThat(figures.novelty()).isCloseTo(((1 + 2) / 2. + (1 + .415037) / 2) / 2, CLOSE);
    }

    @Test
    void whatCountsForNothingOrCannotBeFoundIsCounted() throws Exception {
        // Ids with gaps are as good as any; lines of one user are added up.
        Path train = file("train", "7 100 5000000000\n9\n7 100 3 3\n");
        Path valid = file("valid", "7 8\n");
        Path test = file("test", "7 3 100 8 77\n12 3 99\n13\n");
        Split split = Split.read(train, Optional.of(valid), test);
        assertThat(split.ids()).containsExactly(3, 8, 77, 99, 100, 5_000_000_000L);
        assertThat(split.train()).hasSize(1);
        assertThat(split.cases()).hasSize(2);
        assertThat(split.notes())
                .containsExactly(
                        train + ": 2 items that their user has already count once; the first is item 100 in line 3",
                        train + ": 1 lines name a user without items; the first is user 9 in line 2",
                        test + ": 1 lines name a user without items; the first is user 13 in line 3",
                        test
                                + ": 3 test items are their user's in train or validation too, so they are not ranked; the first is item 3 of user 7",
                        test + ": 3 items are nobody's in train; the first is item 8",
                        test + ": 1 users have nothing in train; the first is user 12");
        assertThat(split(TRAIN, "1 12\n").notes()).isEmpty();
    }

    @Test
    void validationItemsAreNotRankedAndNotLearnt() throws Exception {
        Split split = Split.read(file("train", TRAIN), Optional.of(file("valid", "1 12\n")), file("test", "1 13\n"));
        assertThat(split.train()).hasSize(4);
        assertThat(evaluate("rp3beta", split, 1).recall()).isEqualTo(1);
    }

    @Test
    void anItemOfTheTestAloneIsRankedLast() throws Exception {
        Split split = split(TRAIN, "1 99\n");
        assertThat(split.items()).isEqualTo(5);
        assertThat(evaluate("popularity", split, 2).recall()).isZero();
        assertThat(evaluate("popularity", split, 3).recall()).isEqualTo(1);
    }

    @Test
    void aUserWithoutHistoryIsRecommendedTo() throws Exception {
        assertThat(evaluate("default", split(TRAIN, "9 11\n"), 1).recall()).isEqualTo(1);
    }

    @Test
    void gzippedFilesAreReadWhateverTheirName() throws Exception {
        Path zipped = home.resolve("zipped");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(TRAIN.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Split.read(zipped, Optional.empty(), file("test", "1\t12\r\n"))
                        .items())
                .isEqualTo(4);
    }

    @Test
    void aBadFileIsNamedWithLineAndValue() throws Exception {
        Path test = file("test", "1 12\n");
        assertThatThrownBy(() -> Split.read(file("train", "1 2\n3 x4\n"), Optional.empty(), test))
                .hasMessage(home.resolve("train") + ":2: 'user item item …' in integers expected, found \"x4\"");
        assertThatThrownBy(() -> Split.read(file("train", "1 99999999999999999999\n"), Optional.empty(), test))
                .hasMessageContaining("train:1: ")
                .hasMessageContaining("99999999999999999999");
        assertThatThrownBy(() -> Split.read(file("train", "\n"), Optional.empty(), test))
                .hasMessageContaining("train has no users");
        assertThatThrownBy(() -> Split.read(file("train", "1\n2\n"), Optional.empty(), test))
                .hasMessageContaining("train has users, but none with items");
        assertThatThrownBy(() -> Split.read(home.resolve("none"), Optional.empty(), test))
                .hasMessageContaining("none is missing");
        Path cut = home.resolve("cut");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(cut))) {
            out.write(TRAIN.repeat(100).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 12));
        assertThatThrownBy(() -> Split.read(cut, Optional.empty(), test))
                .hasMessageContaining("cut: cannot be read after line");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void walksFindTheTopicsThatPopularityCannotSee(long seed) throws Exception {
        Split split = split(
                String.join("\n", RandomUsers.split(seed, 300, 10, 0)),
                String.join("\n", RandomUsers.split(seed, 300, 10, 1)));
        double walks = evaluate("rp3beta", split, 20).recall();
        double popular = evaluate("popularity", split, 20).recall();
        assertThat(walks)
                .as("seed %d, popularity %f", seed, popular)
                .isGreaterThan(.6)
                .isGreaterThan(4 * popular);
    }

    /** A tenth of the public split's people; all of it is what {@code ./we reco evaluate} is for. */
    @Test
    void walksBeatPopularityOnRealCheckIns() throws Exception {
        Path gowalla = Path.of(System.getProperty("we.root", "..")).resolve("../shared/data/gowalla");
        assumeTrue(Files.isDirectory(gowalla), "../shared/data/gowalla is not there");
        Split split = split(head(gowalla.resolve("train.txt.gz")), head(gowalla.resolve("test.txt.gz")));
        double walks = evaluate("rp3beta", split, 20).recall();
        double popular = evaluate("popularity", split, 20).recall();
        assertThat(walks).as("popularity %f", popular).isGreaterThan(.1).isGreaterThan(2 * popular);
    }

    private static String head(Path file) throws IOException {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return in.lines().limit(3000).collect(Collectors.joining("\n"));
        }
    }

    @Test
    void theNumberOfThreadsNeverShows() throws Exception {
        Split split = split(
                String.join("\n", RandomUsers.split(7, 100, 5, 0)), String.join("\n", RandomUsers.split(7, 100, 5, 1)));
        Learnt learnt = FourByFour.learn(split.train(), split.items(), RandomWalk.Parameters.REFERENCE);
        Evaluator evaluator = Evaluator.of(split, 20);
        assertThat(evaluator.evaluate(Models.named("default"), learnt, 4, done -> {}))
                .isEqualTo(evaluator.evaluate(Models.named("default"), learnt, 1, done -> {}));
    }

    private static Figures evaluate(String model, Split split, int k) throws InterruptedException {
        Learnt learnt = FourByFour.learn(split.train(), split.items(), RandomWalk.Parameters.REFERENCE);
        return Evaluator.of(split, k).evaluate(Models.named(model), learnt, 2, done -> {});
    }

    private Split split(String train, String test) throws IOException {
        return Split.read(file("train", train), Optional.empty(), file("test", test));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }
}
