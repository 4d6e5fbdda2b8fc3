package io.wetoken.recommender.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.FourByFour;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.recommender.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutTest {
    private static final Gate GATE = new Gate(.05);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path home;

    private ModelStore store;
    private Rollout rollout;

    @BeforeEach
    void openTheDirectory() {
        store = new ModelStore(home);
        rollout = new Rollout(home);
    }

    @Test
    void theFirstModelPassesAndABetterOneOfTheSameDayTakesItsPlace() throws IOException {
        String first = store.add("2026-11-21", measured("2026-11-21", .2, .1));
        assertThat(promote(first).told()).isEqualTo(first + " is the current model of " + home + ": it is the first");
        String better = store.add("2026-11-21", measured("2026-11-21", .25, .12));
        assertThat(promote(better).done()).isTrue();
        assertThat(store.current()).hasValue(better);
        assertThat(promote(better).told()).endsWith("already");
        assertThat(rollout.changes()).hasSize(2);
        Change last = rollout.changes().get(1);
        assertThat(last)
                .isEqualTo(new Change(
                        NOON,
                        Change.Kind.PROMOTED,
                        better,
                        first,
                        "ann",
                        "on 2026-11-21 it has recall@20 0.2500 where the current one has 0.2000 (+25.0 %), and ndcg@20 0.1200 where that has 0.1000 (+20.0 %);"
                                + " 5.0 % may be lost"));
    }

    @Test
    void aWorseOneIsRefusedWithItsFiguresAndOneWithinTheToleranceIsNot() throws IOException {
        String first = current(measured("2026-11-21", .2, .1));
        String worse = store.add("2026-11-21", measured("2026-11-21", .25, .094));
        Rollout.Outcome refused = promote(worse);
        assertThat(refused.done()).isFalse();
        assertThat(refused.told())
                .startsWith(worse + " does not take the place of " + first + ": on 2026-11-21 it has recall@20 0.2500")
                .contains("ndcg@20 0.0940 where that has 0.1000 (-6.0 %)")
                .endsWith("./we model promote " + worse + " --force --because TEXT");
        assertThat(store.current()).hasValue(first);
        assertThat(rollout.changes()).extracting(Change::kind).endsWith(Change.Kind.REFUSED);
        String level = store.add("2026-11-21", measured("2026-11-21", .191, .0951));
        assertThat(promote(level).done()).isTrue();
    }

    @Test
    void forceOverrulesTheGateAndTheReasonIsKept() throws IOException {
        String first = current(measured("2026-11-21", .2, .1));
        String worse = store.add("2026-11-21", measured("2026-11-21", .1, .1));
        Rollout.Outcome forced = rollout.promote(
                worse, GATE, Optional.empty(), true, new Rollout.Said(NOON, "ann", "an experiment for a day"));
        assertThat(forced.done()).isTrue();
        assertThat(store.current()).hasValue(worse);
        Change last = rollout.changes().get(rollout.changes().size() - 1);
        assertThat(last.kind()).isEqualTo(Change.Kind.FORCED);
        assertThat(last.before()).isEqualTo(first);
        assertThat(last.because()).startsWith("an experiment for a day (on 2026-11-21 it has recall@20 0.1000");
    }

    @Test
    void figuresOfOtherDaysAreNoComparisonUntilSomebodyMeasuresTheCurrentOneOnTheSame() throws IOException {
        String first = current(measured("2026-11-21", .4, .2));
        String later = store.add("2026-11-22", measured("2026-11-22", .3, .15));
        assertThat(promote(later).told())
                .contains("it was measured on 2026-11-22 with lists of 20, the current one on 2026-11-21")
                .contains("./we reco train --date 2026-11-22");
        String earlier = store.add("2026-11-20", measured("2026-11-20", .5, .5));
        assertThat(promote(earlier).told())
                .contains("cannot be measured on it: train the candidate's settings on 2026-11-21");
        assertThat(store.current()).hasValue(first);
        HeldOut onTheLaterDay = new HeldOut("2026-11-22", 20, 100, .29, .15, .1, .1);
        assertThat(rollout.promote(later, GATE, Optional.of(onTheLaterDay), false, said())
                        .done())
                .isTrue();
        assertThat(store.current()).hasValue(later);
    }

    @Test
    void aModelWithoutFiguresIsNotKnownToBeGood() throws IOException {
        current(measured("2026-11-21", .4, .2));
        String unmeasured = store.add("2026-11-20", model("2026-11-20", Map.of()));
        assertThat(promote(unmeasured).told()).contains("it has no figures");
        assertThat(GATE.judge(HeldOut.of(measured("d", .1, .1).card()), Optional.empty())
                        .because())
                .startsWith("the current one has no figures. Measure both on one day");
    }

    @Test
    void aDamagedVersionIsNeverPromotedEvenByForce() throws IOException {
        String first = current(measured("2026-11-21", .2, .1));
        String cut = store.add("2026-11-21", measured("2026-11-21", .5, .5));
        Path file = home.resolve(cut + ".model");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> rollout.promote(cut, GATE, Optional.empty(), true, said()))
                .hasMessageContaining("is cut short");
        whole[whole.length - 1] ^= 1;
        Files.write(file, whole);
        assertThatThrownBy(() -> rollout.promote(cut, GATE, Optional.empty(), true, said()))
                .hasMessageContaining("was changed: sha256 expected");
        Files.copy(home.resolve(first + ".model"), home.resolve("2026-11-21-0123456789ab.model"));
        assertThatThrownBy(() -> rollout.promote("2026-11-21-0123456789ab", GATE, Optional.empty(), true, said()))
                .hasMessageContaining("is another model than its name says: its sha256 is ");
        assertThat(store.current()).hasValue(first);
    }

    @Test
    void aModelThatFeedsCannotUseIsRefusedEvenByForce() throws IOException {
        Learnt walks = FourByFour.learnt(RandomWalk.Parameters.REFERENCE);
        Learnt popular = new Learnt(4).with(Table.POPULARITY, walks.popularity());
        String version = store.add("a", new TrainedModel(measured("a", 1, 1).card(), ids(), popular));
        Rollout.Outcome refused = rollout.promote(version, GATE, Optional.empty(), true, said());
        assertThat(refused.done()).isFalse();
        assertThat(refused.told())
                .contains(version + " has no table ")
                .endsWith(", which feeds need; train it with --model default");
        Card card = measured("a", 1, 1).card();
        String none = store.add(
                "a",
                new TrainedModel(
                        new Card("popularity", card.dataSha256(), 1, card.parameters(), card.metrics()),
                        ids(),
                        popular));
        assertThat(rollout.promote(none, GATE, Optional.empty(), true, said()).told())
                .contains(none + " makes no feeds: Feeds cannot be made by 'popularity'");
        assertThat(store.current()).isEmpty();

        // As when it was current for a program that needed less.
        store.use(version);
        String usable = store.add("2026-11-21", measured("2026-11-21", .2, .1));
        assertThat(rollout.promote(usable, GATE, Optional.empty(), true, said()).done())
                .isTrue();
        assertThat(rollout.rollback(said()).told()).contains(version + " has no table ");
        assertThat(store.current()).hasValue(usable);
    }

    @Test
    void aWholeModelTakesThePlaceOfADamagedOne() throws IOException {
        String first = current(measured("2026-11-21", .9, .9));
        Files.write(home.resolve(first + ".model"), new byte[] {1, 2, 3});
        String second = store.add("2026-11-22", measured("2026-11-22", .1, .1));
        assertThat(promote(second).told()).contains("the one before cannot be used: Model file ");
        assertThat(store.current()).hasValue(second);
        assertThatThrownBy(() -> rollout.rollback(said())).hasMessageContaining("is none");
        assertThat(store.current()).hasValue(second);
    }

    @Test
    void aRollbackGoesToWhatWasCurrentBeforeAndASecondOneFurther() throws IOException {
        assertThatThrownBy(() -> rollout.rollback(said())).hasMessageContaining("there is nothing to roll back");
        String first = current(measured("2026-11-21", .1, .1));
        String second = current(measured("2026-11-21", .2, .2));
        String third = current(measured("2026-11-21", .3, .3));
        assertThat(rollout.rollback(said()).told())
                .isEqualTo(second + " is the current model of " + home + " again, in place of " + third);
        assertThat(rollout.rollback(said()).done()).isTrue();
        assertThat(store.current()).hasValue(first);
        assertThatThrownBy(() -> rollout.rollback(said())).hasMessageContaining("Nothing was current before " + first);
        promote(third);
        rollout.rollback(said());
        assertThat(store.current()).hasValue(first);
        assertThat(rollout.changes())
                .extracting(Change::kind)
                .containsExactly(
                        Change.Kind.PROMOTED,
                        Change.Kind.PROMOTED,
                        Change.Kind.PROMOTED,
                        Change.Kind.ROLLED_BACK,
                        Change.Kind.ROLLED_BACK,
                        Change.Kind.PROMOTED,
                        Change.Kind.ROLLED_BACK);
    }

    /** As after a process that died between the switch and its line, or a name written by hand. */
    @Test
    void aSwitchThatTheHistoryDoesNotKnowIsUndoneToo() throws IOException {
        String first = current(measured("2026-11-21", .1, .1));
        String second = store.add("2026-11-21", measured("2026-11-21", .2, .2));
        store.use(second);
        rollout.rollback(said());
        assertThat(store.current()).hasValue(first);

        promote(second);
        store.use(first);
        assertThatThrownBy(() -> rollout.rollback(said())).hasMessageContaining("Nothing was current before " + first);
    }

    @Test
    void aLineOfHistoryThatIsNoneIsNamed() throws IOException {
        current(measured("2026-11-21", .1, .1));
        Files.writeString(
                home.resolve("history.tsv"), Files.readString(home.resolve("history.tsv")) + "later\tPROMOTED\n");
        assertThatThrownBy(() -> rollout.rollback(said()))
                .hasMessageContaining("history.tsv:2: expected 6 columns between tabs, found 2");
        assertThatThrownBy(() -> new Change(NOON, Change.Kind.PROMOTED, "a", "", "ann", "two\nlines"))
                .hasMessageContaining("must be one line");
    }

    @Test
    void aCardIsReadWithoutTheRestOfItsFile() throws IOException {
        TrainedModel model = measured("2026-11-21", .1, .2);
        String version = store.add("2026-11-21", model);
        assertThat(store.card(version)).isEqualTo(model.card());
        Path file = home.resolve(version + ".model");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
        assertThatThrownBy(() -> store.card(version)).hasMessageContaining("is cut short: 100 bytes instead of ");
        assertThatThrownBy(() -> store.card("none")).hasMessageContaining("Model none is missing in ");
    }

    private Rollout.Outcome promote(String version) throws IOException {
        return rollout.promote(version, GATE, Optional.empty(), false, said());
    }

    private String current(TrainedModel model) throws IOException {
        String version = store.add("2026-11-21", model);
        assertThat(promote(version).done()).isTrue();
        return version;
    }

    private static Rollout.Said said() {
        return new Rollout.Said(NOON, "ann", "");
    }

    private static TrainedModel measured(String day, double recall, double ndcg) {
        return model(
                day,
                Map.of(
                        "recall@20.default", recall,
                        "ndcg@20.default", ndcg,
                        "recall@20.popularity", .05,
                        "ndcg@20.popularity", .02,
                        "evaluated.people", 100.0));
    }

    private static TrainedModel model(String day, Map<String, Double> metrics) {
        Card card = new Card("default", "00ff", 1, new TreeMap<>(Map.of("days.last", day)), new TreeMap<>(metrics));
        return new TrainedModel(card, ids(), FourByFour.learnt(RandomWalk.Parameters.REFERENCE));
    }

    private static ItemIds ids() {
        return ItemIds.of(Stream.of("a", "b", "c", "d").map(ContentId::new).toList());
    }
}
