package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.recommender.GraphFilter;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.Model;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.spark.learn.AlternatingLeastSquares;
import io.wetoken.spark.learn.Blends;
import io.wetoken.spark.learn.ModelParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunConfigTest {
    @Test
    void theReferenceIsWhatTheModelsSayOfThemselves() {
        RunConfig reference = RunConfig.reference();
        assertThat(reference.parameters())
                .isEqualTo(new ModelParameters(
                        RandomWalk.Parameters.REFERENCE,
                        GraphFilter.REFERENCE,
                        Blends.NEIGHBOURS,
                        AlternatingLeastSquares.Parameters.REFERENCE));
        assertThat(reference.models()).extracting(Model::name).containsExactly("default", "popularity");
        assertThat(reference.k()).isEqualTo(20);
        assertThat(reference.seed()).isOne();
    }

    @Test
    void trainingKeepsRowsAsShortAsTheLearningRulesSay() {
        RunConfig training = RunConfig.training(LearningRules.reference());
        assertThat(training.parameters().walk())
                .isEqualTo(LearningRules.reference().walk());
        assertThat(training.parameters().blendNeighbours()).isEqualTo(200);
        assertThat(training.only("reco train").name()).isEqualTo("default");
    }

    @Test
    void everyProblemOfAFileIsToldAtOnceWithKeyAndValue() {
        assertThatThrownBy(() -> RunConfig.reference()
                        .with(
                                "mine.properties",
                                Map.of("k", "0", "als.lambda", "much", "graph.rnk", "3", "models", "magic")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mine.properties: ")
                .hasMessageContaining("k must be a whole number from 1 to 10000, is '0'")
                .hasMessageContaining("als.lambda must be a number from 0.0 to 1000000.0, is 'much'")
                .hasMessageContaining("models: There is no model 'magic'")
                .hasMessageContaining("graph.rnk is unknown");
    }

    @Test
    void theCommandLineWinsAndTwoModelsAreNotOne() {
        RunConfig run = RunConfig.reference()
                .with("file", Map.of("seed", "5", "k", "3"))
                .with(List.of(), Optional.of(7), Optional.empty());
        assertThat(run.k()).isEqualTo(7);
        assertThat(run.seed()).isEqualTo(5);
        assertThatThrownBy(() -> run.only("reco tune"))
                .hasMessageContaining("reco tune takes one model, and models names default popularity");
    }

    @Test
    void whatIsWrittenAsAFileIsReadAsTheSameRun(@TempDir Path home) throws IOException {
        RunConfig run = RunConfig.reference().with("test", Map.of("models", "als", "als.lambda", "1e-3"));
        Path file = Files.writeString(home.resolve("best.properties"), run.file("found"));
        assertThat(RunConfig.reference().with(Optional.of(file))).isEqualTo(run);
        assertThat(RunConfig.changed(run.values())).isEqualTo(Map.of("models", "als", "als.lambda", "1e-3"));
        assertThatThrownBy(() -> RunConfig.read(home.resolve("none"))).hasMessageEndingWith("none is missing");
    }

    @Test
    void aTrainingIsToldTheArchiveAndItsOwnFileByOneOption(@TempDir Path home) throws IOException {
        Path stack = Files.writeString(home.resolve("we.properties"), "archive.dir=/archive\nother=1\n");
        Path run = Files.writeString(home.resolve("run.properties"), "k=7\n");
        TrainingFiles files = TrainingFiles.of(List.of(run, stack));
        assertThat(files.archive()).isEqualTo("/archive");
        assertThat(files.run()).contains(run);
        assertThatThrownBy(() -> TrainingFiles.of(List.of(stack, stack)))
                .hasMessageContaining("we.properties is a second file with archive.dir");
    }
}
