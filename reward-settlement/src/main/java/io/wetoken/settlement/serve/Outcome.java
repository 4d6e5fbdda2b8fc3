package io.wetoken.settlement.serve;

import io.wetoken.behaviour.Epoch;
import java.util.Optional;

/** What came of one look at the days. */
sealed interface Outcome {
    /** No day is left to be paid. */
    record Done() implements Outcome {}

    /** Nothing is wrong, but time must pass or somebody must act. */
    record Waits(Epoch epoch, String forWhat) implements Outcome {}

    /** @param epoch empty when it failed before any day was begun */
    record Failed(Optional<Epoch> epoch, String why) implements Outcome {}

    /** Nothing may go on before a person has explained it. */
    record Stopped(Epoch epoch, String why) implements Outcome {}

    /** It was asked to end between two steps. */
    record Ended() implements Outcome {}

    /** Another process serves this directory. */
    record Standby(String holder) implements Outcome {}
}
