package io.wetoken.flink.judge;

import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.flink.guard.Candidate;
import io.wetoken.flink.guard.Guard;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Counts verdicts and reasons and makes the lines. Keyed by one key, so that batch mode hands over everything in order. */
final class WriteInOrder extends KeyedProcessFunction<Integer, Candidate, String> {
    /** What the accumulators of reasons begin with. */
    static final String REASON = "reason/";

    private final LongCounter valid = new LongCounter();
    private final LongCounter suspect = new LongCounter();

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(Verdict.VALID.name(), valid);
        getRuntimeContext().addAccumulator(Verdict.SUSPECT.name(), suspect);
    }

    @Override
    public void processElement(Candidate candidate, Context context, Collector<String> out) throws Exception {
        (Guard.verdict(candidate).getVerdict() == Verdict.VALID ? valid : suspect).add(1L);
        for (String reason : candidate.reasons()) {
            if (getRuntimeContext().getAccumulator(REASON + reason) == null) {
                getRuntimeContext().addAccumulator(REASON + reason, new LongCounter());
            }
            getRuntimeContext().<Long, Long>getAccumulator(REASON + reason).add(1L);
        }
        out.collect(JudgedLine.of(candidate));
    }
}
