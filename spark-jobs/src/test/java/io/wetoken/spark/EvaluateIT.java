package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateIT {
    private static final int SEED = 20261122;

    @TempDir
    private Path home;

    private Path train;
    private Path test;
    private String messages = "";
    private String results = "";

    /** 200 people who each like one of 8 topics: 9 to 12 of its 20 items, of which the last three are to be found, and two strays. */
    @BeforeEach
    void writeASplitOfTopics() throws IOException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        List<String> learn = new ArrayList<>();
        List<String> find = new ArrayList<>();
        for (int user = 0; user < 200; user++) {
            int topic = random.nextInt(8);
            List<Integer> liked = random.ints(0, 20)
                    .distinct()
                    .limit(9 + random.nextInt(4))
                    .mapToObj(item -> 20 * topic + item)
                    .toList();
            StringBuilder line = new StringBuilder().append(user);
            liked.subList(3, liked.size()).forEach(item -> line.append(' ').append(item));
            random.ints(2, 0, 160)
                    .filter(item -> !liked.contains(item))
                    .forEach(item -> line.append(' ').append(item));
            learn.add(line.toString());
            find.add(user + " " + liked.get(0) + " " + liked.get(1) + " " + liked.get(2));
        }
        train = Files.write(home.resolve("train.txt"), learn);
        test = Files.write(home.resolve("test.txt"), find);
    }

    @Test
    void everyModelThatLearnsFindsTheTopics() throws IOException {
        assertThat(run("--model", "rp3beta", "als", "popularity", "--model", "trending", "--json"))
                .as(messages)
                .isZero();
        JsonNode report = new ObjectMapper().readTree(results);
        assertThat(report.get("k").intValue()).isEqualTo(20);
        assertThat(report.get("users").intValue()).isEqualTo(200);
        assertThat(report.get("items").intValue()).isEqualTo(160);
        JsonNode models = report.get("models");
        assertThat(models.findValuesAsText("name")).containsExactly("rp3beta", "als", "popularity", "trending");
        double popular = models.get(2).get("recall").doubleValue();
        assertThat(models.get(0).get("recall").doubleValue()).isGreaterThan(.8).isGreaterThan(3 * popular);
        assertThat(models.get(1).get("recall").doubleValue()).isGreaterThan(.4).isGreaterThan(3 * popular);
        assertThat(models.get(3).get("recall").doubleValue()).isEqualTo(popular);
        for (JsonNode model : models) {
            for (String figure : List.of("ndcg", "coverage", "novelty", "trainSeconds", "evaluateSeconds")) {
                assertThat(model.get(figure).isNumber()).as(figure).isTrue();
            }
            assertThat(model.get("peakMemoryMb").intValue()).isPositive();
        }
    }

    @Test
    void withoutModelsItIsTheDefaultAndPopularityAndTwoRunsAgree() throws IOException {
        assertThat(run("--json", "--master", "local[1]")).as(messages).isZero();
        JsonNode first = new ObjectMapper().readTree(results).get("models");
        assertThat(first.findValuesAsText("name")).containsExactly("default", "popularity");
        assertThat(run("--json", "--master", "local[3]")).as(messages).isZero();
        JsonNode second = new ObjectMapper().readTree(results).get("models");
        for (String figure : List.of("recall", "ndcg", "coverage", "novelty")) {
            assertThat(second.findValues(figure)).as(figure).isEqualTo(first.findValues(figure));
        }
    }

    @Test
    void whatIsWrongIsToldInOneLineWithStatusTwo() throws IOException {
        assertThat(run("--model", "magic")).isEqualTo(2);
        assertThat(messages).contains("reco evaluate: There is no model 'magic'; there are default,");
        assertThat(run("--k", "0")).isEqualTo(2);
        assertThat(messages).contains("--k must be at least 1, is 0");
        assertThat(run("--features", home.resolve("none").toString())).isEqualTo(2);
        assertThat(messages).contains("none is missing");
        Files.writeString(train, "1 2\n1 two\n");
        assertThat(run()).isEqualTo(2);
        assertThat(messages).contains("train.txt:2: 'user item item …' in integers expected, found \"two\"");
        assertThat(messages.lines()).hasSize(1);
        assertThat(results).isEmpty();
    }

    private int run(String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("--train", train.toString(), "--test", test.toString()));
        arguments.addAll(List.of(more));
        int status = Evaluate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        messages = err.toString();
        results = out.toString();
        System.out.println(messages + results);
        return status;
    }
}
