package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TuneIT {
    private static final int SEED = 20261130;

    @TempDir
    private Path home;

    private Path train;
    private Path space;
    private String messages = "";
    private String results = "";

    /** 90 people who each take to one of 6 topics of 12 items, nine of them. */
    @BeforeEach
    void writeASplitAndASpace() throws IOException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        List<String> lines = new ArrayList<>();
        for (int user = 0; user < 90; user++) {
            StringBuilder line = new StringBuilder().append(user);
            int topic = random.nextInt(6);
            random.ints(0, 12)
                    .distinct()
                    .limit(9)
                    .forEach(item -> line.append(' ').append(12 * topic + item));
            lines.add(line.toString());
        }
        train = Files.write(home.resolve("train.txt"), lines);
        space = Files.writeString(home.resolve("space.properties"), """
                walk.alpha = 0.1 to 2.0
                walk.beta = 0.001 to 1 log
                walk.neighbours = 1 to 20
                """);
    }

    @Test
    void aSearchFindsNoLessThanItBeganWithAndGoesOnWhereItStopped() throws IOException {
        Path narrow = Files.writeString(home.resolve("narrow.properties"), "models=rp3beta\nwalk.neighbours=1\nk=3\n");
        String[] line = {"--config", narrow.toString(), "--trials", "9", "--least", "0.3", "--json"};
        assertThat(tune(line)).as(messages).isZero();
        JsonNode found = new ObjectMapper().readTree(results);
        JsonNode trials = found.get("trials");
        // Nine on a third of the people; three of them, and the configuration as it was, on all.
        assertThat(trials).hasSize(13);
        assertThat(trials.get(0).get("share").doubleValue()).isEqualTo(1);
        assertThat(trials.get(0).get("trial").intValue())
                .isEqualTo(found.get("best").intValue());
        double asItWas = 0;
        for (JsonNode trial : trials) {
            asItWas = trial.get("trial").intValue() == 0 ? trial.get("ndcg").doubleValue() : asItWas;
        }
        assertThat(asItWas).isPositive();
        assertThat(trials.get(0).get("ndcg").doubleValue()).isGreaterThan(asItWas);
        Path out = home.resolve("search");
        assertThat(Files.readString(out.resolve("tune.html")))
                .startsWith("<!doctype html>")
                .contains("ndcg@3 by share of the people", "walk.beta, on 1 in 3", "<circle")
                .doesNotContain("http:", "https:", "<script", "NaN");

        // As if it had been killed in the middle of the last rung.
        String best = Files.readString(out.resolve("best.properties"));
        String first = results;
        try (Stream<Path> files = Files.list(out.resolve("trials"))) {
            for (Path file : files.filter(path -> path.toString().endsWith("of-1-in-1.json"))
                    .skip(1)
                    .toList()) {
                Files.delete(file);
            }
        }
        Files.delete(out.resolve("best.properties"));
        assertThat(tune(line)).as(messages).isZero();
        assertThat(messages).contains("This search was begun before");
        assertThat(messages.lines().filter(told -> told.endsWith("done before")))
                .hasSize(10);
        assertThat(results).isEqualTo(first);
        assertThat(out.resolve("best.properties")).hasContent(best);

        String[] other = {"--config", narrow.toString(), "--trials", "9", "--least", "0.3", "--seed", "2"};
        assertThat(tune(other)).isEqualTo(2);
        assertThat(messages).contains("Another search was begun in").contains("seed was 1, is 2");

        int evaluated = execute(
                Evaluate.commandLine(),
                "--train",
                train.toString(),
                "--test",
                train.toString(),
                "--config",
                out.resolve("best.properties").toString());
        assertThat(evaluated).as(messages).isZero();
        assertThat(results).contains("rp3beta").contains("recall@3");
    }

    @Test
    void whatIsWrongIsToldBeforeAnythingIsTried() throws IOException {
        assertThat(tune("--trials", "2", "--model", "default", "--by", "beauty"))
                .isEqualTo(2);
        assertThat(messages).contains("There is no metric 'beauty'; there are coverage, ndcg, novelty, recall");
        assertThat(tune("--trials", "2")).isEqualTo(2);
        assertThat(messages).contains("reco tune takes one model, and models names default popularity");
        Files.writeString(space, "walk.alpha = 1 to 200\nwalk.gamma = 1, 2\n");
        assertThat(tune("--trials", "20", "--model", "rp3beta")).isEqualTo(2);
        assertThat(messages)
                .contains("space.properties: ")
                .contains("walk.gamma is unknown")
                .contains("walk.alpha must be a number from 1.0E-6 to 10.0, is '");
        assertThat(home.resolve("search")).doesNotExist();
    }

    private int tune(String... more) {
        List<String> line = new ArrayList<>(List.of(
                "--train",
                train.toString(),
                "--space",
                space.toString(),
                "--out",
                home.resolve("search").toString()));
        line.addAll(List.of(more));
        return execute(Tune.commandLine(), line.toArray(String[]::new));
    }

    private int execute(CommandLine command, String... line) {
        CommandRun run = CommandRun.of(command, line);
        messages = run.messages();
        results = run.results();
        return run.status();
    }
}
