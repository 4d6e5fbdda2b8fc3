package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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
        assertThat(run(
                        "--model",
                        "rp3beta",
                        "als",
                        "popularity",
                        "--model",
                        "trending",
                        "itemknn",
                        "ease",
                        "ials",
                        "session",
                        "--json"))
                .as(messages)
                .isZero();
        JsonNode report = new ObjectMapper().readTree(results);
        assertThat(report.get("k").intValue()).isEqualTo(20);
        assertThat(report.get("users").intValue()).isEqualTo(200);
        assertThat(report.get("items").intValue()).isEqualTo(160);
        JsonNode models = report.get("models");
        assertThat(models.findValuesAsText("name"))
                .containsExactly("rp3beta", "als", "popularity", "trending", "itemknn", "ease", "ials", "session");
        double popular = models.get(2).get("recall").doubleValue();
        assertThat(models.get(0).get("recall").doubleValue()).isGreaterThan(.8).isGreaterThan(3 * popular);
        assertThat(models.get(1).get("recall").doubleValue()).isGreaterThan(.4).isGreaterThan(3 * popular);
        assertThat(models.get(3).get("recall").doubleValue()).isEqualTo(popular);
        for (int learnt = 4; learnt < models.size(); learnt++) {
            assertThat(models.get(learnt).get("recall").doubleValue())
                    .as(models.get(learnt).get("name").asText())
                    .isGreaterThan(3 * popular);
        }
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
    void aRecordedRunIsComparedPersonByPerson() throws IOException {
        Path records = home.resolve("records");
        // Topic by topic a creator, as of the archive; the last item is nobody's.
        List<String> made = new ArrayList<>();
        for (int topic = 0; topic < 8; topic++) {
            made.add(topic
                    + IntStream.range(20 * topic, Math.min(159, 20 * topic + 20))
                            .mapToObj(item -> " " + item)
                            .collect(Collectors.joining()));
        }
        Path creators = Files.write(home.resolve("creators.txt"), made);
        Path html = home.resolve("evaluated.html");
        String[] line = {
            "--model",
            "popularity",
            "default",
            "--record",
            records.toString(),
            "--json",
            "--creators",
            creators.toString(),
            "--html",
            html.toString()
        };
        assertThat(run(line)).as(messages).isZero();
        assertThat(messages).contains("creators.txt: 1 items have no creator in it", "the first is item 159");
        assertThat(Files.readString(html))
                .startsWith("<!doctype html>")
                .contains("popularity, default", "recall@20 by segment", "small creators, default", "<circle")
                .contains("Recall by length of the list", "Seconds to learn", ">tail items</td>")
                .doesNotContain("http:", "https:", "<script", "NaN");
        JsonNode models = new ObjectMapper().readTree(results).get("models");
        String file = only(records).toString();
        byte[] written = Files.readAllBytes(Path.of(file));
        assertThat(run(line)).as(messages).isZero();
        assertThat(only(records)).hasBinaryContent(written);
        JsonNode record = new ObjectMapper().readTree(written);
        assertThat(record.get("data").get("train").asText()).matches("[0-9a-f]{64}");
        assertThat(record.get("code").asText()).matches("[0-9a-f]{64}");
        assertThat(record.get("seed").intValue()).isOne();
        assertThat(record.get("parameters").get("blend.neighbours").asText()).isEqualTo("2500");
        assertThat(record.get("weights").get("default").asText()).startsWith("BlendWeights[walk=1.0, paths=");

        assertThat(compare(file, file, "--with", "default", "--json"))
                .as(messages)
                .isZero();
        JsonNode all = new ObjectMapper().readTree(results).get("lines").get(0);
        assertThat(all.get("segment").asText() + " " + all.get("metric").asText())
                .isEqualTo("all recall");
        assertThat(all.get("people").intValue()).isEqualTo(200);
        // The report has six digits.
        assertThat(all.get("a").doubleValue())
                .isEqualTo(models.get(0).get("recall").doubleValue(), within(1e-6));
        assertThat(all.get("b").doubleValue())
                .isEqualTo(models.get(1).get("recall").doubleValue(), within(1e-6));
        assertThat(all.get("low").doubleValue()).isGreaterThan(.5);
        assertThat(new ObjectMapper().readTree(results).get("lines").findValuesAsText("segment"))
                .contains("big creators", "middle creators", "small creators");
        assertThat(all.get("certain").booleanValue()).isTrue();

        Path alone = home.resolve("alone");
        assertThat(run("--model", "popularity", "--record", alone.toString())).isZero();
        assertThat(compare(file, only(alone).toString())).as(messages).isZero();
        assertThat(messages).contains("The two were told other creators of the items");
        assertThat(results).contains("tail items").doesNotContain("creators");

        String gained = String.format(
                Locale.ROOT, "%+.4f", all.get("b").doubleValue() - all.get("a").doubleValue());
        Path page = home.resolve("compared.html");
        assertThat(compare(file, file, "--with", "default", "--html", page.toString()))
                .as(messages)
                .isZero();
        assertThat(Files.readString(page))
                .startsWith("<!doctype html>")
                .contains("default beside popularity", "recall@20", "<svg", ">tail items</text>", gained)
                .doesNotContain("http:", "https:", "<script", "NaN");
        assertThat(compare(file, file, "--html", page.toString())).as(messages).isZero();
        assertThat(Files.readString(page)).contains("+0.0000").doesNotContain("NaN");

        assertThat(compare(file, file)).isZero();
        assertThat(results).contains("A is popularity, B is popularity").contains("+0.0000 to +0.0000");
        assertThat(results.lines()).allMatch(told -> !told.endsWith("+"));
    }

    @Test
    void aFileConfiguresARunAndItsRecordHoldsWhatWasUsed() throws IOException {
        Path config = Files.writeString(home.resolve("narrow.properties"), """
                models = rp3beta
                walk.neighbours = 3
                k = 5
                """);
        Path records = home.resolve("records");
        assertThat(run("--config", config.toString(), "--record", records.toString(), "--k", "7", "--json"))
                .as(messages)
                .isZero();
        double narrow = recallOfTheFirst();
        assertThat(new ObjectMapper().readTree(results).get("k").intValue()).isEqualTo(7);
        JsonNode parameters =
                new ObjectMapper().readTree(only(records).toFile()).get("parameters");
        assertThat(parameters.get("walk.neighbours").asText()).isEqualTo("3");
        assertThat(parameters.get("walk.alpha").asText()).isEqualTo("0.566");
        assertThat(parameters.get("models").asText()).isEqualTo("rp3beta");
        assertThat(run("--model", "rp3beta", "--record", records.toString(), "--k", "7", "--json"))
                .as(messages)
                .isZero();
        assertThat(recallOfTheFirst()).isGreaterThan(narrow);

        assertThat(execute(Runs.commandLine(), "--record", records.toString(), "--by", "recall"))
                .as(messages)
                .isZero();
        assertThat(results.lines().filter(line -> line.startsWith("run-")).toList())
                .hasSize(2)
                .last()
                .asString()
                .endsWith("walk.neighbours=3");

        Files.writeString(config, "walk.neighbours = many\nwalk.gamma = 1\n");
        assertThat(run("--config", config.toString())).isEqualTo(2);
        assertThat(messages)
                .contains(
                        "narrow.properties: walk.neighbours must be a whole number from 1 to 100000, is 'many' (line 1)")
                .contains("walk.gamma is unknown");
    }

    @Test
    void runsThatDoNotCompareAreRefused() throws IOException {
        Path records = home.resolve("records");
        assertThat(run("--model", "popularity", "--record", records.toString())).isZero();
        String file = only(records).toString();
        Path others = home.resolve("others");
        assertThat(run("--model", "popularity", "--k", "5", "--record", others.toString()))
                .isZero();
        assertThat(compare(file, only(others).toString())).isEqualTo(2);
        assertThat(messages).contains("do not compare: they have lists of 20 and of 5");
        assertThat(compare(file, file, "--with", "als")).isEqualTo(2);
        assertThat(messages).contains("has no model 'als'; it has popularity");
        assertThat(compare(file, home.resolve("none").toString())).isEqualTo(2);
        assertThat(messages).contains("none is missing");
        assertThat(compare(file, train.toString())).isEqualTo(2);
        assertThat(messages).contains("train.txt:1: is no record of an evaluation");
        Files.writeString(home.resolve("empty.json"), "{}");
        assertThat(compare(file, home.resolve("empty.json").toString())).isEqualTo(2);
        assertThat(messages).contains("empty.json is no record of an evaluation");
        assertThat(messages.lines()).hasSize(1);
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    private int compare(String... line) {
        return execute(CompareRuns.commandLine(), line);
    }

    @Test
    void theDefaultIsNoWorseThanItsParts() throws IOException {
        assertThat(run("--model", "default", "rp3beta", "popularity", "--json"))
                .as(messages)
                .isZero();
        JsonNode models = new ObjectMapper().readTree(results).get("models");
        double plain = models.get(0).get("recall").doubleValue();
        assertThat(plain)
                .isGreaterThan(.98 * models.get(1).get("recall").doubleValue())
                .isGreaterThan(3 * models.get(2).get("recall").doubleValue());
    }

    /** Whoever likes a topic takes to its newest clip, which nobody has in train; some say so in the validation split, and the others are asked. */
    @Test
    void contentFeaturesFindWhatNobodyHasYet() throws IOException {
        List<String> hold = new ArrayList<>();
        List<String> find = new ArrayList<>();
        for (String line : Files.readAllLines(train)) {
            String[] words = line.split(" ", -1);
            (find.size() < 100 ? find : hold).add(words[0] + " " + (160 + Integer.parseInt(words[1]) / 20));
        }
        Files.write(test, find);
        Path valid = Files.write(home.resolve("valid.txt"), hold);
        Random random = new Random(SEED);
        ByteBuffer numbers = ByteBuffer.allocate(168 * 8 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int item = 0; item < 168; item++) {
            for (int topic = 0; topic < 8; topic++) {
                boolean about = topic == (item < 160 ? item / 20 : item - 160);
                numbers.putFloat((about ? 1 : 0) + .3f * (item < 160 ? random.nextFloat() : .5f));
            }
        }
        Path features = Files.write(home.resolve("topic-f32le-168x8.bin"), numbers.array());
        assertThat(run("--model", "default", "--valid", valid.toString(), "--json"))
                .as(messages)
                .isZero();
        assertThat(messages).contains("test.txt: 8 items are nobody's in train; the first is item 160");
        assertThat(recallOfTheFirst()).isLessThan(.1);
        assertThat(run("--model", "contentknn", "--features", features.toString(), "--json"))
                .as(messages)
                .isZero();
        assertThat(recallOfTheFirst()).isGreaterThan(.5);
        assertThat(run("--model", "contentknn")).isEqualTo(2);
        assertThat(messages).contains("reco evaluate: contentknn needs features of items, and there are none");
        assertThat(run("--model", "default", "--valid", valid.toString(), "--features", features.toString(), "--json"))
                .as(messages)
                .isZero();
        assertThat(recallOfTheFirst()).isGreaterThan(.5);
    }

    private double recallOfTheFirst() throws IOException {
        JsonNode models = new ObjectMapper().readTree(results).get("models");
        return models.get(0).get("recall").doubleValue();
    }

    @Test
    void whatIsWrongIsToldInOneLineWithStatusTwo() throws IOException {
        assertThat(run("--model", "magic")).isEqualTo(2);
        assertThat(messages)
                .contains("reco evaluate: the command line: models: There is no model 'magic'; there are default,");
        assertThat(run("--k", "0")).isEqualTo(2);
        assertThat(messages).contains("the command line: k must be a whole number from 1 to 10000, is '0'");
        assertThat(run("--features", home.resolve("none").toString())).isEqualTo(2);
        assertThat(messages).contains("none is not named NAME-f32le-ROWSxCOLUMNS.bin");
        assertThat(run("--features", home.resolve("a-f32le-160x1.bin").toString()))
                .isEqualTo(2);
        assertThat(messages).contains("a-f32le-160x1.bin is missing");
        Files.writeString(train, "1 2\n1 two\n");
        assertThat(run()).isEqualTo(2);
        assertThat(messages).contains("train.txt:2: 'user item item …' in integers expected, found \"two\"");
        assertThat(messages.lines()).hasSize(1);
        assertThat(results).isEmpty();
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--train", train.toString(), "--test", test.toString()));
        arguments.addAll(List.of(more));
        return execute(Evaluate.commandLine(), arguments.toArray(String[]::new));
    }

    private int execute(CommandLine command, String... line) {
        CommandRun run = CommandRun.of(command, line);
        messages = run.messages();
        results = run.results();
        return run.status();
    }
}
