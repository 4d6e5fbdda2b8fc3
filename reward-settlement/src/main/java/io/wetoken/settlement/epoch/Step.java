package io.wetoken.settlement.epoch;

import io.wetoken.store.Epochs.State;
import java.io.IOException;

/** Takes an epoch from one state to the next. Repeatable: killed anywhere and run again, it has the same effect once. */
interface Step {
    State from();

    StepResult run(Work work) throws IOException, InterruptedException;
}
