package io.wetoken.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.signal.DayTotals;
import io.wetoken.behaviour.signal.Signal;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.guard.core.GuardRule;
import io.wetoken.flink.guard.core.GuardRules;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CodecSerializerTest {
    static final List<GuardRule<?>> RULES = GuardRules.ALL;
    static final List<Signal<?>> SIGNALS = Signals.ALL;

    private static final ProfileRow ANN = ProfileRow.of(
            Epoch.parse("2023-11-14"),
            new Profile(
                    new AccountId("ann"),
                    List.of(
                            new Interaction(
                                    new ContentId("vidéo 🎥"), new AccountId("carla"), "LIKE", 1_700_000_100_000L),
                            new Interaction(
                                    new ContentId("video-2"), new AccountId("dan"), "PLAY", 1_700_000_000_000L)),
                    List.of(new ContentId("video-2"), new ContentId("vidéo 🎥"))));

    @ParameterizedTest
    @FieldSource("RULES")
    <S> void theStateOfARuleComesBack(GuardRule<S> rule) throws Exception {
        assertThatItComesBack(new CodecSerializer<>(Codecs.of(rule)), rule.zero(), "rule/" + rule.code());
    }

    @ParameterizedTest
    @FieldSource("SIGNALS")
    <S> void theStateOfASignalComesBack(Signal<S> signal) throws Exception {
        assertThatItComesBack(new CodecSerializer<>(Codecs.of(signal)), signal.zero(), "signal/" + signal.name());
    }

    @Test
    void aProfileComesBack() throws Exception {
        assertThatItComesBack(new CodecSerializer<>(Codecs.PROFILE), ANN, "profile");
    }

    @Test
    void whatIsMutableIsCopiedAndWhatIsNotIsShared() {
        TypeSerializer<DayTotals> totals = new CodecSerializer<>(Codecs.DAY_TOTALS);
        DayTotals day = new DayTotals();
        assertThat(totals.isImmutableType()).isFalse();
        assertThat(totals.copy(day)).isNotSameAs(day);
        assertThat(totals.copy(day).encode()).isEqualTo(day.encode());

        TypeSerializer<ProfileRow> profiles = new CodecSerializer<>(Codecs.PROFILE);
        assertThat(profiles.isImmutableType()).isTrue();
        assertThat(profiles.copy(ANN)).isSameAs(ANN);
    }

    @Test
    void bytesAreCopiedFromViewToViewWithoutReadingThem() throws IOException {
        TypeSerializer<ProfileRow> profiles = new CodecSerializer<>(Codecs.PROFILE);
        DataOutputSerializer written = new DataOutputSerializer(64);
        profiles.serialize(ANN, written);
        profiles.serialize(ANN, written);
        DataOutputSerializer copied = new DataOutputSerializer(64);
        DataInputDeserializer in = new DataInputDeserializer(written.getCopyOfBuffer());
        profiles.copy(in, copied);
        profiles.copy(in, copied);
        assertThat(in.available()).isZero();
        assertThat(copied.getCopyOfBuffer()).isEqualTo(written.getCopyOfBuffer());
    }

    @Test
    void theStateOfAnotherRuleIsIncompatible() {
        TypeSerializerSnapshot<?> rate = snapshot(GuardRules.ALL.get(0));
        assertThat(compatible(rate, snapshot(GuardRules.ALL.get(0)))).isTrue();
        assertThat(compatible(rate, snapshot(GuardRules.ALL.get(1)))).isFalse();
    }

    @Test
    void aRuleThatIsNoMoreIsNamed() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        out.writeUTF("rule/RETIRED");
        CodecSnapshot<Object> snapshot = new CodecSnapshot<>();
        snapshot.readSnapshot(
                1, new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        TypeSerializer<Object> serializer = snapshot.restoreSerializer();
        assertThatThrownBy(serializer::isImmutableType)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No rule or signal keeps a state named 'rule/RETIRED'")
                .hasMessageContaining("rule/RATE");
    }

    @Test
    void aNewerSnapshotIsRefused() {
        CodecSnapshot<Object> snapshot = new CodecSnapshot<>();
        assertThatThrownBy(() -> snapshot.readSnapshot(
                        2, new DataInputDeserializer(new byte[0]), getClass().getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessage("A state's serializer has version 2, known is 1");
    }

    /** Through a submitted job, its checkpoint, and the snapshot that a checkpoint holds of the serializer. */
    private static <S> void assertThatItComesBack(TypeSerializer<S> serializer, S state, String name) throws Exception {
        TypeSerializer<S> submitted = InstantiationUtil.clone(serializer);
        assertThat(submitted).isEqualTo(serializer).hasSameHashCodeAs(serializer);
        DataOutputSerializer out = new DataOutputSerializer(64);
        submitted.serialize(state, out);

        DataOutputSerializer snapshot = new DataOutputSerializer(16);
        serializer.snapshotConfiguration().writeSnapshot(snapshot);
        assertThat(new DataInputDeserializer(snapshot.getCopyOfBuffer()).readUTF())
                .isEqualTo(name);
        CodecSnapshot<S> restored = new CodecSnapshot<>();
        restored.readSnapshot(
                restored.getCurrentVersion(),
                new DataInputDeserializer(snapshot.getCopyOfBuffer()),
                CodecSerializerTest.class.getClassLoader());

        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThat(restored.restoreSerializer().deserialize(in)).isEqualTo(state);
        assertThat(in.available()).isZero();
    }

    private static TypeSerializerSnapshot<?> snapshot(GuardRule<?> rule) {
        return new CodecSerializer<>(Codecs.of(rule)).snapshotConfiguration();
    }

    @SuppressWarnings("unchecked") // What a restored job compares has types that nobody knows any more.
    private static boolean compatible(TypeSerializerSnapshot<?> now, TypeSerializerSnapshot<?> then) {
        TypeSerializerSnapshot<Object> one = (TypeSerializerSnapshot<Object>) now;
        return one.resolveSchemaCompatibility((TypeSerializerSnapshot<Object>) then)
                .isCompatibleAsIs();
    }
}
