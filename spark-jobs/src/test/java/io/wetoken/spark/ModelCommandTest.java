package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.BlendWeights;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Mixture;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.file.Card;
import io.wetoken.recommender.file.ItemIds;
import io.wetoken.recommender.file.ModelStore;
import io.wetoken.recommender.file.TrainedModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    @TempDir
    private Path home;

    private ModelStore store;
    private String messages = "";
    private String results = "";

    @BeforeEach
    void openTheDirectory() {
        store = new ModelStore(home);
    }

    @Test
    void modelsAreListedWithWhatTheyFoundAndWhichIsCurrent() throws IOException {
        String first = store.add("2026-11-20", model("2026-11-20", Map.of()));
        String second = store.add("2026-11-21", model("2026-11-21", .25));
        String cut = store.add("2026-11-22", model("2026-11-22", .5));
        Path file = home.resolve(cut + ".model");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
        assertThat(run("promote", first)).isZero();
        assertThat(run("promote", second, "--force", "--because", "the first has no figures"))
                .isZero();

        assertThat(run("list")).isZero();
        List<String> lines = results.lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .containsSubsequence("version", "day", "people", "items", "asked", "recall@20", "(pop)", "ndcg@20");
        assertThat(lines.get(1)).startsWith("  " + first).contains("2026-11-20").endsWith("a rollback goes here");
        assertThat(lines.get(2))
                .startsWith("* " + second)
                .containsSubsequence("80", "2", "40", "0.2500", "(0.1000)", "0.1250", "(0.0500)")
                .endsWith("current since 2026-11-22 12:00 UTC, by ann, by force");
        assertThat(lines.get(3)).startsWith("  " + cut + "  cannot be used: ").contains("is cut short");

        assertThat(run("list", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(results);
        assertThat(json.get("current").asText()).isEqualTo(second);
        assertThat(json.get("previous").asText()).isEqualTo(first);
        assertThat(json.get("models")).hasSize(3);
        assertThat(json.get("history").findValuesAsText("kind")).containsExactly("PROMOTED", "FORCED");
        assertThat(json.get("history").get(1).get("because").asText()).startsWith("the first has no figures (");
    }

    @Test
    void aWorseOneIsRefusedWithStatusOneAndARollbackNeedsAReason() throws IOException {
        String good = store.add("2026-11-21", model("2026-11-21", .25));
        String bad = store.add("2026-11-21", model("2026-11-21", .2));
        String better = store.add("2026-11-21", model("2026-11-21", .3));
        assertThat(run("promote", good)).isZero();
        assertThat(run("promote", bad)).isOne();
        assertThat(messages)
                .startsWith("model: " + bad + " does not take the place of " + good)
                .contains("(-20.0 %)");
        assertThat(run("promote", better, "--by", "bob")).isZero();
        assertThat(run("list")).isZero();
        assertThat(results).contains("by bob").contains("refused 2026-11-22 12:00 UTC");
        assertThat(run("rollback")).isEqualTo(2);
        assertThat(run("rollback", "--because", "feeds were empty")).isZero();
        assertThat(store.current()).hasValue(good);
        assertThat(run("rollback", "--because", "still")).isOne();
        assertThat(messages).contains("model: Nothing was current before " + good);
    }

    @Test
    void whatIsWrongIsToldWithStatusTwo() throws IOException {
        assertThat(run("promote", "none")).isEqualTo(2);
        assertThat(messages).contains("There is no model 'none' in ").contains("there are none");
        String version = store.add("2026-11-21", model("2026-11-21", .25));
        assertThat(run("promote", version, "--force")).isEqualTo(2);
        assertThat(messages).contains("--force needs a reason that is kept");
        assertThat(run("promote", version, "--because", "two\nlines")).isEqualTo(2);
        assertThat(store.current()).isEmpty();
        assertThat(run("dance")).isEqualTo(2);
        CommandRun nowhere = CommandRun.of(
                ModelCommand.commandLine(NOON, "ann"),
                "list",
                "--models",
                home.resolve("none").toString());
        assertThat(nowhere.status()).isEqualTo(2);
        assertThat(nowhere.messages()).contains("is no directory of models");
    }

    private int run(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--models", home.toString()));
        CommandRun run = CommandRun.of(ModelCommand.commandLine(NOON, "ann"), line.toArray(String[]::new));
        messages = run.messages();
        results = run.results();
        return run.status();
    }

    private static TrainedModel model(String day, double recall) {
        return model(
                day,
                Map.of(
                        "recall@20.default", recall,
                        "ndcg@20.default", recall / 2,
                        "recall@20.popularity", .1,
                        "ndcg@20.popularity", .05,
                        "evaluated.people", 40.0));
    }

    private static TrainedModel model(String day, Map<String, Double> metrics) {
        Card card = new Card(
                "default",
                "00ff",
                1,
                new TreeMap<>(Map.of("days.last", day, "people", "80", "items", "2")),
                new TreeMap<>(metrics));
        Neighbours rows = new Neighbours(
                IntBuffer.wrap(new int[] {0, 1, 2}),
                IntBuffer.wrap(new int[] {1, 0}),
                FloatBuffer.wrap(new float[] {1, 1}));
        Learnt learnt = new Learnt(2)
                .with(Table.POPULARITY, FloatBuffer.wrap(new float[] {2, 1}))
                .with(Table.BLEND, new Mixture(rows, BlendWeights.ofWalks()));
        return new TrainedModel(card, ItemIds.of(List.of(new ContentId("a"), new ContentId("b"))), learnt);
    }
}
