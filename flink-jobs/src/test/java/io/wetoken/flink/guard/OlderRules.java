package io.wetoken.flink.guard;

import io.wetoken.flink.guard.core.Act;
import io.wetoken.flink.guard.core.Dimension;
import io.wetoken.flink.guard.core.GuardRule;
import io.wetoken.flink.guard.core.GuardRules;
import io.wetoken.flink.state.CodecSerializer;
import io.wetoken.flink.state.Codecs;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps the rules of accounts as the first release did: a state for each, and the time to forget in another. */
final class OlderRules extends KeyedProcessFunction<String, Candidate, Candidate> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(Candidate candidate, Context context, Collector<Candidate> out) throws Exception {
        List<String> reasons = new ArrayList<>();
        for (GuardRule<?> rule : GuardRules.of(Dimension.ACTOR)) {
            judge(rule, getRuntimeContext(), new Act(candidate.event()), reasons);
        }
        long until = candidate.event().getReceived() + GuardRules.CONFIG.memoryMs();
        ValueState<Long> forgetAt = getRuntimeContext().getState(new ValueStateDescriptor<>("forget-at", Types.LONG));
        if (forgetAt.value() == null) {
            context.timerService().registerEventTimeTimer(until);
        }
        forgetAt.update(until);
        out.collect(new Candidate(candidate.event(), reasons, null));
    }

    private static <S> void judge(GuardRule<S> rule, RuntimeContext context, Act act, List<String> reasons)
            throws Exception {
        ValueState<S> state = context.getState(
                new ValueStateDescriptor<>("rule-" + rule.code(), new CodecSerializer<>(Codecs.of(rule))));
        S before = state.value();
        GuardRule.Finding<S> finding = rule.judge(before == null ? rule.zero() : before, act);
        state.update(finding.state());
        if (finding.caught()) {
            reasons.add(rule.code());
        }
    }
}
