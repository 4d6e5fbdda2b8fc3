package io.wetoken.recommender.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.BlendWeights;
import io.wetoken.recommender.Factors;
import io.wetoken.recommender.FourByFour;
import io.wetoken.recommender.History;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Mixture;
import io.wetoken.recommender.Model;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.recommender.Sessions;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.Weighing;
import io.wetoken.recommender.rank.Ranker;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {
    @TempDir
    private Path home;

    @Test
    void whatIsWrittenIsReadBackWordForWordAndScoresTheSame() throws IOException {
        TrainedModel written = model(1);
        Path file = home.resolve("a.model");
        String sha = ModelFile.write(file, written);
        assertThat(ModelFile.write(home.resolve("b.model"), written)).isEqualTo(sha);
        TrainedModel read = ModelFile.open(file);
        assertThat(read.card()).isEqualTo(written.card());
        for (Model model : Models.ALL) {
            float[] before = new float[4];
            float[] after = new float[4];
            model.score(written.learnt(), History.of(0, 1), before);
            model.score(read.learnt(), History.of(0, 1), after);
            assertThat(after).as(model.name()).containsExactly(before);
        }
        assertThat(Stream.of(0, 1, 2, 3).map(read.ids()::get)).containsExactlyElementsOf(ids());
        for (int item = 0; item < 4; item++) {
            assertThat(read.ids().find(ids().get(item))).hasValue(item);
        }
        assertThat(read.ids().find(new ContentId("nobody's"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aFileThatWasCutOrChangedAnywhereIsRefused(int seed) throws IOException {
        Path file = home.resolve("a.model");
        ModelFile.write(file, model(1));
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            int cut = random.nextInt(bytes.length);
            Files.write(file, Arrays.copyOf(bytes, cut));
            assertThatThrownBy(() -> ModelFile.open(file))
                    .as("seed %d cut at %d of %d", seed, cut, bytes.length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageMatching(".* is (cut short: .*|none: it does not begin with WEMODEL)");
            byte[] changed = bytes.clone();
            int at = random.nextInt(bytes.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            assertThatThrownBy(() -> ModelFile.open(file))
                    .as("seed %d changed at %d of %d", seed, at, bytes.length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void aRankerIsReadBackAndAFileWithoutOneHasNone() throws IOException {
        TrainedModel plain = model(1);
        Map<String, Float> weights = new LinkedHashMap<>();
        weights.put("walks", .5f);
        weights.put("age", -1e-9f);
        ModelFile.write(home.resolve("plain.model"), plain);
        ModelFile.write(home.resolve("ranked.model"), plain.with(new Ranker(weights), plain.card()));
        assertThat(ModelFile.open(home.resolve("plain.model")).ranker()).isEmpty();
        TrainedModel read = ModelFile.open(home.resolve("ranked.model"));
        assertThat(read.ranker().orElseThrow().weights()).isEqualTo(weights);
        assertThat(read.ids().size()).isEqualTo(plain.ids().size());

        byte[] whole = Files.readAllBytes(home.resolve("ranked.model"));
        for (int cut = 1; cut <= 24; cut++) {
            Path file = home.resolve("cut-" + cut);
            Files.write(file, Arrays.copyOf(whole, whole.length - cut));
            assertThatThrownBy(() -> ModelFile.open(file)).hasMessageContaining(file + " is cut short");
        }
    }

    @Test
    void aFileOfALaterFormatIsNamed() throws IOException {
        Path file = home.resolve("a.model");
        ModelFile.write(file, model(1));
        byte[] bytes = Files.readAllBytes(file);
        bytes[8] = 2;
        Files.write(file, bytes);
        assertThatThrownBy(() -> ModelFile.open(file)).hasMessageEndingWith("has format 2, this program reads 1");
    }

    @Test
    void aVersionIsServedOnceItIsUsedAndAnEarlierOneCanComeBack() throws IOException {
        ModelStore store = new ModelStore(home.resolve("models"));
        assertThat(store.current()).isEmpty();

        String first = store.add("2026-11-20", model(1));
        assertThat(store.add("2026-11-20", model(1))).isEqualTo(first).startsWith("2026-11-20-");
        assertThat(store.current()).isEmpty();
        store.use(first);
        TrainedModel held = store.open(store.current().orElseThrow());

        String second = store.add("2026-11-21", model(2));
        store.use(second);
        assertThat(store.current()).hasValue(second);
        assertThat(held.card().seed()).isEqualTo(1);
        assertThat(store.versions()).containsExactly(first, second);

        store.use(first);
        assertThat(store.current()).hasValue(first);
        assertThat(home.resolve("models"))
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("."));
    }

    @Test
    void aDamagedVersionNeverTakesThePlaceOfAWholeOne() throws IOException {
        ModelStore store = new ModelStore(home);
        String whole = store.add("a", model(1));
        store.use(whole);
        String cut = store.add("b", model(2));
        Path file = home.resolve(cut + ".model");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
        assertThatThrownBy(() -> store.use(cut)).hasMessageContaining("is cut short: 100 bytes instead of ");
        assertThat(store.current()).hasValue(whole);

        Files.writeString(home.resolve("current"), cut + "\n");
        assertThatThrownBy(() -> store.open(store.current().orElseThrow())).hasMessageContaining("is cut short");
        Files.writeString(home.resolve("current"), "../" + whole + "\n");
        assertThatThrownBy(() -> store.open(store.current().orElseThrow())).hasMessageContaining("is no model version");
        Files.writeString(home.resolve("current"), "none\n");
        assertThatThrownBy(() -> store.open(store.current().orElseThrow()))
                .hasMessageContaining("Model none is missing in " + home);
    }

    @Test
    void idsMustBeInOrder() {
        assertThatThrownBy(() -> ItemIds.of(List.of(new ContentId("b"), new ContentId("a"))))
                .hasMessage("Item 'a' does not follow 'b'");
    }

    private static List<ContentId> ids() {
        return Stream.of("clip-1", "clip-10", "clip-2", "é").map(ContentId::new).toList();
    }

    private static TrainedModel model(long seed) {
        Learnt walks = FourByFour.learnt(RandomWalk.Parameters.REFERENCE);
        Neighbours rows = walks.get(Table.NEIGHBOURS, Neighbours.class);
        Learnt learnt = walks.with(
                        Table.FACTORS,
                        new Factors(
                                2,
                                4,
                                FloatBuffer.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}),
                                new Weighing.Confidence(10, .1f)))
                .with(
                        Table.SCALED_FACTORS,
                        new Factors(
                                1, 4, FloatBuffer.wrap(new float[] {1, 2, 3, 4}), Weighing.FrequencyScaled.REFERENCE))
                .with(Table.COSINES, rows)
                .with(Table.GRAPH, rows)
                .with(Table.REGRESSION, rows)
                .with(Table.LIKENESS, rows)
                .with(Table.SESSIONS, Sessions.of(4, FourByFour.USERS, Sessions.Parameters.REFERENCE))
                .with(Table.BLEND, new Mixture(rows, new BlendWeights(1, .5, 2, .75, List.of(.25), .125)));
        Card card = new Card(
                "default",
                "00ff",
                seed,
                new TreeMap<>(Map.of("alpha", "0.566")),
                new TreeMap<>(Map.of("recall@20.default", .25)));
        return new TrainedModel(card, ItemIds.of(ids()), learnt);
    }
}
