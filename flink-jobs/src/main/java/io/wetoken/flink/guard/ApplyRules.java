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
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Asks all rules of one dimension, keyed by {@link #key}. Nothing is ever too late: the watermark only decides when a key is forgotten.
 *
 * <p>State: one for each rule. All of a key's state goes when nothing was heard of it for {@code memory.ms}
 * of event time (after an outage, wall-clock TTL would forget what still waits in Kafka). One timer a key, moved when it fires.
 */
public final class ApplyRules extends KeyedProcessFunction<String, Candidate, Candidate> {
    static {
        AvroTrust.records(); // Wherever the task runs, its input is read from the network.
    }

    /** Accumulator: tokens that nobody could check. */
    public static final String UNCHECKED = "tokens-unchecked";

    private final Dimension dimension;
    private final TokenCheck check;
    private transient List<Kept<?>> rules;
    private transient TokenCheck.Opened tokens;
    private transient ValueState<Long> forgetAt;

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
        rules = new ArrayList<>();
        GuardRules.of(dimension).forEach(rule -> rules.add(new Kept<>(rule, getRuntimeContext())));
        forgetAt = getRuntimeContext().getState(new ValueStateDescriptor<>("forget-at", Types.LONG));
    }

    @Override
    public void processElement(Candidate candidate, Context context, Collector<Candidate> out) throws Exception {
        if (dimension.keyOf(candidate.event()).isEmpty()) {
            out.collect(candidate);
            return;
        }
        remember(candidate.event().getReceived(), context);
        Act act = new Act(candidate.event(), token(candidate.event(), context));
        List<String> reasons = new ArrayList<>(candidate.reasons());
        for (Kept<?> rule : rules) {
            rule.judge(act, reasons);
        }
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

    private void remember(long received, Context context) throws IOException {
        long until = Math.max(received, context.timerService().currentWatermark()) + GuardRules.CONFIG.memoryMs();
        Long now = forgetAt.value();
        if (now == null) {
            context.timerService().registerEventTimeTimer(until);
        }
        if (now == null || until > now) {
            forgetAt.update(until);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Candidate> out) throws Exception {
        Long until = forgetAt.value();
        boolean over = context.timerService().currentWatermark() == Long.MAX_VALUE; // The end of a file.
        if (until != null && until > timestamp && !over) {
            context.timerService().registerEventTimeTimer(until);
            return;
        }
        rules.forEach(Kept::clear);
        forgetAt.clear();
    }

    /** A rule with its state. */
    private static final class Kept<S> {
        private final GuardRule<S> rule;
        private final ValueState<S> state;

        Kept(GuardRule<S> rule, RuntimeContext context) {
            this.rule = rule;
            this.state = context.getState(
                    new ValueStateDescriptor<>("rule-" + rule.code(), new CodecSerializer<>(Codecs.of(rule))));
        }

        void judge(Act act, List<String> reasons) throws IOException {
            if (!rule.concerns(act)) {
                return;
            }
            S kept = state.value();
            S before = kept == null ? rule.zero() : kept;
            GuardRule.Finding<S> finding = rule.judge(before, act);
            if (finding.state() != before) {
                state.update(finding.state());
            }
            if (finding.caught()) {
                reasons.add(rule.code());
            }
        }

        void clear() {
            state.clear();
        }
    }
}
