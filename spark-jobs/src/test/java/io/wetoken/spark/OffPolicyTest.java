package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffPolicyTest {
    private static final Path OPEN_BANDIT =
            Path.of(System.getProperty("we.root", "..")).resolve("../shared/data/obd");

    @TempDir
    private Path home;

    private String messages = "";
    private String results = "";

    /** A coin chose between items 7 and 9 at position 1; 7 is clicked in two cases of three, 9 in one of three. */
    @BeforeEach
    void writeALogAndAPolicy() throws IOException {
        write("items.csv", "item_id,colour", "9,red", "7,\"blue, light\"");
        write(
                "log.csv",
                "when,item_id,position,click,propensity_score",
                "1,7,1,1,0.5",
                "2,7,1,0,0.5",
                "3,9,1,0,0.5",
                "4,9,1,1,0.5",
                "5,7,1,1,0.5",
                "6,9,1,0,0.5");
        write("policy.csv", "item_id,position,probability", "7,1,0.9", "9,1,0.1");
    }

    /** The Open Bandit Dataset's sample, as in its paper: what the uniform log says of Bernoulli Thompson sampling, beside that policy's own clicks. */
    @ParameterizedTest
    @ValueSource(strings = {"men", "women"})
    void theUniformLogCoversWhatBernoulliThompsonSamplingEarned(String campaign) throws IOException {
        assumeTrue(Files.isDirectory(OPEN_BANDIT), "../shared/data/obd is not there");
        String[] line = {
            "--log", obd("random_" + campaign + ".csv.gz"),
            "--items", obd("random_" + campaign + "_items.csv"),
            "--target-log", obd("bts_" + campaign + ".csv.gz")
        };
        assertThat(run(line)).as(messages).isZero();
        assertThat(results.lines().limit(4).skip(1)).allMatch(told -> told.endsWith("yes"));

        assertThat(run(with(line, "--json"))).as(messages).isZero();
        JsonNode report = new ObjectMapper().readTree(results);
        double truth = report.get("onPolicy").get("value").doubleValue();
        assertThat(truth).isEqualTo(campaign.equals("men") ? .0069 : .0046, within(1e-12));
        assertThat(report.get("estimators").findValuesAsText("name")).containsExactly("ips", "snips", "dr");
        for (JsonNode estimator : report.get("estimators")) {
            assertThat(truth)
                    .as("%s", estimator)
                    .isBetween(
                            estimator.get("low").doubleValue(),
                            estimator.get("high").doubleValue());
            assertThat(estimator.get("coversOnPolicy").booleanValue()).isTrue();
            // No clicks but 46 are in either uniform log: an interval that were much narrower would be wrong.
            assertThat(estimator.get("high").doubleValue()
                            - estimator.get("low").doubleValue())
                    .isBetween(.003, .008);
        }
        JsonNode weights = report.get("weights");
        assertThat(weights.get("mean").doubleValue()).isBetween(.95, 1.05);
        assertThat(weights.get("effectiveSampleSize").doubleValue()).isBetween(2500.0, 4000.0);
        assertThat(weights.get("unseen").doubleValue()).isZero();
    }

    /** The logging policy asked about itself is its own mean, by every weighting: a check that has no chance in it. */
    @Test
    void theUniformPolicyAskedAboutItselfIsItsMean() throws IOException {
        write("policy.csv", "item_id,position,probability", "7,1,0.5", "9,1,0.5");
        assertThat(ask("--json")).as(messages).isZero();
        JsonNode estimators = new ObjectMapper().readTree(results).get("estimators");
        assertThat(estimators.get(0).get("value").doubleValue()).isEqualTo(.5, within(1e-12));
        assertThat(estimators.get(1).get("value").doubleValue()).isEqualTo(.5, within(1e-12));
    }

    @Test
    void aPolicyInATableIsWeighedAndClippingIsTold() throws IOException {
        assertThat(ask()).as(messages).isZero();
        assertThat(results)
                .contains("ips           0.63333")
                .contains("none cut")
                .doesNotContain("on-policy");
        assertThat(ask("--clip", "1")).isZero();
        assertThat(results).contains("3 of 6 cut to 1.0");
        String once = results;
        assertThat(ask("--clip", "1")).isZero();
        assertThat(results).isEqualTo(once);
    }

    @Test
    void whatIsWrongIsToldWithFileAndLineAndStatusTwo() throws IOException {
        write("log.csv", "item_id,position,click,propensity_score", "7,1,1,0.5", "7,1,1,0");
        assertThat(ask()).isEqualTo(2);
        assertThat(messages).contains("log.csv:3: propensity must be above 0 and at most 1, is 0.0");
        assertThat(messages.lines()).hasSize(1);
        write("log.csv", "item_id,position,click,propensity_score", "8,1,1,0.5");
        assertThat(ask()).isEqualTo(2);
        assertThat(messages).contains("log.csv:2: item_id 8 is not in the file of items");
        write("log.csv", "item_id,position,click,propensity_score", "seven,1,1,0.5");
        assertThat(ask()).isEqualTo(2);
        assertThat(messages).contains("log.csv:2: item_id must be a whole number, is 'seven'");
        write("log.csv", "item_id,position,click", "7,1,1");
        assertThat(ask()).isEqualTo(2);
        assertThat(messages).contains("log.csv:1: the columns").contains("missing: propensity_score");
        write("log.csv", "item_id,position,click,propensity_score");
        assertThat(ask()).isEqualTo(2);
        assertThat(messages).contains("log.csv: The log is empty");
        writeALogAndAPolicy();
        write("policy.csv", "item_id,position,probability", "7,1,0.9", "9,1,0.2");
        assertThat(ask()).isEqualTo(2);
        assertThat(messages)
                .contains("policy.csv: The policy's probabilities at position 0 must be at least 0 and make 1");
        assertThat(run("--log", at("none"), "--items", at("items.csv"), "--target-policy", at("policy.csv")))
                .isEqualTo(2);
        assertThat(messages).contains("none is missing");
        assertThat(run("--log", at("log.csv"), "--items", at("items.csv"))).isEqualTo(2);
        assertThat(messages).contains("--target-log=F | --target-policy=F");
        assertThat(results).isEmpty();
    }

    private int ask(String... more) {
        return run(with(
                new String[] {"--log", at("log.csv"), "--items", at("items.csv"), "--target-policy", at("policy.csv")},
                more));
    }

    private static String[] with(String[] line, String... more) {
        return Stream.of(line, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private int run(String... line) {
        CommandRun run = CommandRun.of(OffPolicy.commandLine(), line);
        messages = run.messages();
        results = run.results();
        return run.status();
    }

    private String at(String name) {
        return home.resolve(name).toString();
    }

    private static String obd(String name) {
        return OPEN_BANDIT.resolve(name).toString();
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(home.resolve(name), List.of(lines));
    }
}
