package io.wetoken.flink.live;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One operator of the live figures in the engine's own harness: its state, timers and checkpoints; the wall clock stands still until it is moved. */
final class Fold<I, O> {
    private final KeyedOneInputStreamOperatorTestHarness<String, I, O> task;
    private long now;

    Fold(KeyedProcessFunction<String, I, O> function, KeySelector<I, String> key) throws Exception {
        this(function, key, null, 0);
    }

    private Fold(
            KeyedProcessFunction<String, I, O> function,
            KeySelector<I, String> key,
            OperatorSubtaskState checkpoint,
            long now)
            throws Exception {
        this.now = now;
        task = new KeyedOneInputStreamOperatorTestHarness<>(new KeyedProcessOperator<>(function), key, Types.STRING);
        task.setup();
        task.setProcessingTime(now);
        if (checkpoint == null) {
            task.initializeEmptyState();
        } else {
            task.initializeState(checkpoint);
        }
        task.open();
    }

    /** The same operator after a failure: from a checkpoint taken now, with nothing told yet. */
    Fold<I, O> failed(KeyedProcessFunction<String, I, O> function, KeySelector<I, String> key) throws Exception {
        OperatorSubtaskState checkpoint = task.snapshot(1, now);
        task.close();
        return new Fold<>(function, key, checkpoint, now);
    }

    void take(I element) throws Exception {
        task.processElement(element, 0);
    }

    void wallClock(long time) throws Exception {
        now = time;
        task.setProcessingTime(time);
    }

    long wallClock() {
        return now;
    }

    /** Until everybody who has something to say has said it. */
    void beat() throws Exception {
        wallClock(now + 250);
    }

    void watermark(long time) throws Exception {
        task.processWatermark(time);
    }

    List<O> told() {
        return task.extractOutputValues();
    }

    int states() {
        return task.numKeyedStateEntries();
    }

    int timers() {
        return task.numEventTimeTimers() + task.numProcessingTimeTimers();
    }

    void close() throws Exception {
        task.close();
    }
}
