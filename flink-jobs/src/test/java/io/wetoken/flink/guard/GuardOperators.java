package io.wetoken.flink.guard;

import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

/** Operators of the guard for tests of other packages. */
public final class GuardOperators {
    private GuardOperators() {}

    public static OneInputStreamOperator<Candidate, Candidate> dedupe() {
        return new DedupeIds(Dedupe.WINDOW);
    }
}
