package io.wetoken.flink.guard;

import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.flink.guard.core.Act;
import io.wetoken.flink.guard.core.Dimension;
import io.wetoken.flink.guard.core.GuardRule;
import io.wetoken.flink.guard.core.GuardRules;
import io.wetoken.flink.guard.core.Token;
import io.wetoken.flink.state.CodecSerializer;
import io.wetoken.flink.state.Codecs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Asks all rules of one dimension, keyed by {@link #key}. Nothing is ever too late: the watermark only decides when a key is forgotten.
 *
 * <p>State: one row of bytes a key, {@link RuleStates}. It goes when nothing was heard of the key for {@code memory.ms} of event time (after an outage,
 * wall-clock TTL would forget what still waits in Kafka). One timer a key, moved when it fires.
 */
public final class ApplyRules extends KeyedProcessFunction<String, Candidate, Candidate> {
    static {
        AvroTrust.records(); // Wherever the task runs, its input is read from the network.
    }

    /** Accumulator: tokens that nobody could check. */
    public static final String UNCHECKED = "tokens-unchecked";

    private final Dimension dimension;
    private final TokenCheck check;
    private transient TokenCheck.Opened tokens;
    private transient RuleStates rules;
    private transient ValueState<byte[]> kept;
    private transient List<Older<?>> older;
    private transient ValueState<Long> olderForgetAt;

    /** @param check of tokens, which are looked at once: by the rules that are asked first */
    public ApplyRules(Dimension dimension, TokenCheck check) {
        this.dimension = dimension;
        this.check = check;
    }

    /** The event's value in the dimension; an event without one is spread by its id, and no rule looks at it. */
    public static String key(Dimension dimension, Candidate candidate) {
        String value = dimension.keyOf(candidate.event());
        return value.isEmpty() ? "none/" + candidate.event().getId() : "key/" + value;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        tokens = check.open();
        List<GuardRule<?>> all = GuardRules.of(dimension);
        rules = new RuleStates(all);
        kept = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("rules", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        older = new ArrayList<>();
        all.forEach(rule -> older.add(new Older<>(rule, getRuntimeContext())));
        olderForgetAt = getRuntimeContext().getState(new ValueStateDescriptor<>("forget-at", Types.LONG));
    }

    @Override
    public void processElement(Candidate candidate, Context context, Collector<Candidate> out) throws Exception {
        if (dimension.keyOf(candidate.event()).isEmpty()) {
            out.collect(candidate);
            return;
        }
        boolean timed = read();
        long until =
                Math.max(candidate.event().getReceived(), context.timerService().currentWatermark())
                        + GuardRules.CONFIG.memoryMs();
        rules.forgetAt(until);
        if (!timed) {
            context.timerService().registerEventTimeTimer(until);
        }
        List<String> reasons = new ArrayList<>(candidate.reasons());
        rules.judge(new Act(candidate.event(), token(candidate.event(), context)), reasons);
        kept.update(rules.write());
        out.collect(new Candidate(candidate.event(), reasons, candidate.line()));
    }

    private Token token(BehaviourEvent event, Context context) {
        if (dimension != Dimension.ACTOR) {
            return Token.NONE;
        }
        long before = tokens.unchecked();
        Token token = tokens.look(event, context.timerService().currentProcessingTime());
        if (tokens.unchecked() > before) {
            getRuntimeContext().getLongCounter(UNCHECKED).add(1);
        }
        return token;
    }

    /** @return whether the key is known, and so has a timer */
    private boolean read() throws IOException {
        byte[] row = kept.value();
        if (row != null) {
            rules.read(row);
            return true;
        }
        rules.clear();
        Long forgetAt = olderForgetAt.value();
        if (forgetAt == null) {
            return false;
        }
        rules.forgetAt(forgetAt);
        for (Older<?> one : older) {
            one.moveTo(rules);
        }
        olderForgetAt.clear();
        return true;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Candidate> out) throws Exception {
        byte[] row = kept.value();
        Long until = row == null ? olderForgetAt.value() : Long.valueOf(RuleStates.forgetAt(row));
        boolean over = context.timerService().currentWatermark() == Long.MAX_VALUE; // The end of a file.
        if (until != null && until > timestamp && !over) {
            context.timerService().registerEventTimeTimer(until);
            return;
        }
        kept.clear();
        older.forEach(Older::clear);
        olderForgetAt.clear();
    }

    /** A rule's state in checkpoints of before all lay in one row: a state for each rule. */
    private static final class Older<S> {
        private final GuardRule<S> rule;
        private final ValueState<S> state;

        Older(GuardRule<S> rule, RuntimeContext context) {
            this.rule = rule;
            this.state = context.getState(
                    new ValueStateDescriptor<>("rule-" + rule.code(), new CodecSerializer<>(Codecs.of(rule))));
        }

        void moveTo(RuleStates rules) throws IOException {
            S known = state.value();
            if (known != null) {
                rules.put(rule, known);
                state.clear();
            }
        }

        void clear() {
            state.clear();
        }
    }
}
