package io.wetoken.recommender.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.recommender.experiment.ExperimentStore.Known;
import io.wetoken.recommender.experiment.ExperimentStore.Said;
import io.wetoken.recommender.experiment.Line.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String OTHER = PlanTest.TEXT.replace("flat", "other");

    @TempDir
    private Path directory;

    @Test
    void anExperimentRunsFromItsStartToItsEnd() throws IOException {
        ExperimentStore store = new ExperimentStore(directory);
        assertThat(store.all()).isEmpty();
        store.start(PlanTest.plan(PlanTest.TEXT), said("planned"));
        assertThat(store.all()).hasSize(1).allMatch(Known::runs);
        store.end("flat", Kind.DECIDED, said("KEEP: no difference"));

        Known known = store.find("flat");
        assertThat(known.runs()).isFalse();
        assertThat(known.started()).isEqualTo(NOON);
        assertThat(known.last().because()).isEqualTo("KEEP: no difference");
        assertThat(known.plan()).isEqualTo(PlanTest.plan(PlanTest.TEXT));
        assertThatThrownBy(() -> store.end("flat", Kind.STOPPED, said("again")))
                .hasMessageStartingWith("Experiment 'flat' does not run: DECIDED");
        assertThatThrownBy(() -> store.find("other")).hasMessageContaining("there are [flat]");
    }

    @Test
    void twoThatChangeTheSameOrHaveTheSamePeopleAreNotStarted() throws IOException {
        ExperimentStore store = new ExperimentStore(directory);
        store.start(PlanTest.plan(PlanTest.TEXT), said("planned"));

        assertThatThrownBy(() -> store.start(PlanTest.plan(PlanTest.TEXT.replace("days=7", "days=8")), said("longer")))
                .hasMessageContaining("a plan is not changed after its start");
        assertThatThrownBy(() -> store.start(PlanTest.plan(OTHER), said("planned")))
                .hasMessageContaining("Experiment 'flat' runs and changes diversity too");
        Plan same = PlanTest.plan(OTHER.replace("salt=other-1", "salt=flat-1"));
        assertThatThrownBy(() -> store.start(same, said("planned"))).hasMessageContaining("The salt 'flat-1'");
        store.end("flat", Kind.STOPPED, said("enough"));
        store.start(PlanTest.plan(OTHER), said("planned"));
        assertThat(store.all()).extracting(Known::runs).containsExactly(false, true);
    }

    @Test
    void aPlanThatWasChangedAndALineThatWasTakenOutAreNoticed() throws IOException {
        ExperimentStore store = new ExperimentStore(directory);
        store.start(PlanTest.plan(PlanTest.TEXT), said("planned"));
        store.end("flat", Kind.STOPPED, said("enough"));
        store.start(PlanTest.plan(OTHER), said("planned"));
        Path plan = directory.resolve("flat.properties");
        Files.writeString(plan, PlanTest.TEXT.replace("effect.percent=10", "effect.percent=20"));
        assertThatThrownBy(store::all).hasMessageContaining("flat.properties was changed since it was started");
        Files.writeString(plan, PlanTest.TEXT);
        assertThat(store.all()).hasSize(2);

        var lines = Files.readAllLines(store.file());
        lines.remove(1);
        Files.write(store.file(), lines);
        assertThatThrownBy(store::all).hasMessageContaining("log.tsv:2: does not follow from the line before it");
    }

    private static Said said(String because) {
        return new Said(NOON, "bob", because);
    }
}
