package io.wetoken.settlement.epoch;

import java.util.Map;

/** What came of a step. */
sealed interface StepResult {
    /** The epoch may move on, with what the step leaves behind. */
    record Done(Map<String, String> details) implements StepResult {
        public Done {
            details = Map.copyOf(details);
        }
    }

    /** Nothing is wrong, but somebody else must act or time must pass. */
    record Waits(String forWhat) implements StepResult {}
}
