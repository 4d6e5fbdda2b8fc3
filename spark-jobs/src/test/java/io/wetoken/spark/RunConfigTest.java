package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.recommender.BlendSearch;
import io.wetoken.recommender.GraphFilter;
import io.wetoken.recommender.ItemCosine;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.Model;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.recommender.Sessions;
import io.wetoken.recommender.Weighing;
import io.wetoken.spark.learn.AlternatingLeastSquares;
import io.wetoken.spark.learn.Blends;
import io.wetoken.spark.learn.FrequencyScaledLeastSquares;
import io.wetoken.spark.learn.ModelParameters;
import io.wetoken.spark.learn.Regressions;
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
                        Blends.Parameters.REFERENCE,
                        ItemCosine.Parameters.REFERENCE,
                        Regressions.Parameters.REFERENCE,
                        AlternatingLeastSquares.Parameters.REFERENCE,
                        FrequencyScaledLeastSquares.Parameters.REFERENCE,
                        100,
                        Sessions.Parameters.REFERENCE));
        assertThat(reference.models()).extracting(Model::name).containsExactly("default", "popularity");
        assertThat(reference.k()).isEqualTo(20);
        assertThat(reference.seed()).isOne();
    }

    @Test
    void trainingKeepsRowsAsShortAsTheLearningRulesSay() {
        RunConfig training = RunConfig.training(LearningRules.reference());
        assertThat(training.parameters().walk())
                .isEqualTo(LearningRules.reference().walk());
        assertThat(training.parameters().blend().neighbours()).isEqualTo(200);
        assertThat(training.parameters().itemKnn().neighbours()).isEqualTo(200);
        assertThat(training.parameters().ease().neighbours()).isEqualTo(200);
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
    void everyModelHasItsKeysAndAWrongOneIsToldWithItsLine(@TempDir Path home) throws IOException {
        Path file = Files.writeString(home.resolve("mine.properties"), """
                itemknn.shrinkage=2
                itemknn.neighbours=7
                ease.lambda=300
                ease.neighbours=8
                ials.rank=9
                ials.iterations=3
                ials.unobserved=0.5
                ials.lambda=0.25
                ials.power=0.75
                contentknn.neighbours=11
                session.people=12
                session.items=13
                session.each=14
                blend.neighbours=15
                blend.alike=16
                blend.people=17
                blend.rounds=18
                blend.discount=0
                """);
        ModelParameters reference = RunConfig.reference().parameters();
        assertThat(RunConfig.reference().with(Optional.of(file)).parameters())
                .isEqualTo(new ModelParameters(
                        reference.walk(),
                        reference.graph(),
                        new Blends.Parameters(15, 16, new BlendSearch.Parameters(17, 18, 0)),
                        new ItemCosine.Parameters(2, 7),
                        new Regressions.Parameters(300, 8),
                        reference.als(),
                        new FrequencyScaledLeastSquares.Parameters(9, 3, new Weighing.FrequencyScaled(.5f, .25f, .75f)),
                        11,
                        new Sessions.Parameters(12, 13, 14)));

        Files.writeString(file, """
                # Tried on Monday.
                ease.lambda=0
                session.people=all
                ials.alpha=1
                """);
        assertThatThrownBy(() -> RunConfig.reference().with(Optional.of(file)))
                .hasMessage(file + ": ease.lambda must be a number from 1.0E-6 to 1.0E9, is '0' (line 2);"
                        + " session.people must be a whole number from 1 to 1000000, is 'all' (line 3);"
                        + " ials.alpha is unknown (line 4)");
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
