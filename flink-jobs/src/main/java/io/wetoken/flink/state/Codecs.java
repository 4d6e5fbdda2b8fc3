package io.wetoken.flink.state;

import io.wetoken.behaviour.signal.DayTotals;
import io.wetoken.behaviour.signal.Signal;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.guard.core.GuardRule;
import io.wetoken.flink.guard.core.GuardRules;
import io.wetoken.flink.guard.core.IdMap;
import io.wetoken.flink.live.core.TallyBook;
import java.util.HashMap;
import java.util.Map;

/** Every codec that checkpoints may name. */
public final class Codecs {
    public static final Codec<DayTotals> DAY_TOTALS = new DayTotalsCodec();
    public static final Codec<ProfileRow> PROFILE = new ProfileRow.RowCodec();

    public static final Codec<TallyBook> TALLY_BOOK = new TallyBookCodec();
    public static final Codec<IdMap> IDS = new IdMapCodec();

    private static final Map<String, Codec<?>> ALL = all();

    private Codecs() {}

    public static <S> Codec<S> of(GuardRule<S> rule) {
        return new RuleCodec<>(rule);
    }

    public static <S> Codec<S> of(Signal<S> signal) {
        return new SignalCodec<>(signal);
    }

    @SuppressWarnings("unchecked") // The name belongs to one codec, and so to one type of state.
    static <S> Codec<S> find(String name) {
        Codec<?> codec = ALL.get(name);
        if (codec == null) {
            throw new IllegalStateException("No rule or signal keeps a state named '" + name + "'; known are "
                    + ALL.keySet().stream().sorted().toList());
        }
        return (Codec<S>) codec;
    }

    private static Map<String, Codec<?>> all() {
        Map<String, Codec<?>> all = new HashMap<>();
        GuardRules.ALL.forEach(rule -> add(all, of(rule)));
        Signals.ALL.forEach(signal -> add(all, of(signal)));
        add(all, DAY_TOTALS);
        add(all, PROFILE);
        add(all, TALLY_BOOK);
        add(all, IDS);
        return all;
    }

    private static void add(Map<String, Codec<?>> all, Codec<?> codec) {
        if (all.put(codec.name(), codec) != null) {
            throw new IllegalStateException("Two codecs are named '" + codec.name() + "'");
        }
    }

    private record RuleCodec<S>(GuardRule<S> rule) implements Codec<S> {
        @Override
        public String name() {
            return "rule/" + rule.code();
        }

        @Override
        public byte[] encode(S state) {
            return rule.encode(state);
        }

        @Override
        public S decode(byte[] bytes) {
            return rule.decode(bytes);
        }
    }

    private record SignalCodec<S>(Signal<S> signal) implements Codec<S> {
        @Override
        public String name() {
            return "signal/" + signal.name();
        }

        @Override
        public byte[] encode(S state) {
            return signal.encode(state);
        }

        @Override
        public S decode(byte[] bytes) {
            return signal.decode(bytes);
        }
    }

    private static final class DayTotalsCodec implements Codec<DayTotals> {
        @Override
        public String name() {
            return "day-totals";
        }

        @Override
        public byte[] encode(DayTotals state) {
            return state.encode();
        }

        @Override
        public DayTotals decode(byte[] bytes) {
            return DayTotals.decode(bytes);
        }

        @Override
        public boolean immutable() {
            return false;
        }
    }

    private static final class TallyBookCodec implements Codec<TallyBook> {
        @Override
        public String name() {
            return "tally-book";
        }

        @Override
        public byte[] encode(TallyBook state) {
            return state.encode();
        }

        @Override
        public TallyBook decode(byte[] bytes) {
            return TallyBook.decode(bytes);
        }

        @Override
        public boolean immutable() {
            return false;
        }

        @Override
        public TallyBook copy(TallyBook state) {
            return state.copy();
        }
    }

    private static final class IdMapCodec implements Codec<IdMap> {
        @Override
        public String name() {
            return "ids";
        }

        @Override
        public byte[] encode(IdMap state) {
            return state.encode();
        }

        @Override
        public IdMap decode(byte[] bytes) {
            return IdMap.decode(bytes);
        }

        @Override
        public boolean immutable() {
            return false;
        }

        @Override
        public IdMap copy(IdMap state) {
            return state.copy();
        }
    }
}
