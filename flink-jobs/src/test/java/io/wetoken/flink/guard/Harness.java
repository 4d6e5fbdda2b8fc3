package io.wetoken.flink.guard;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One task of the guard, with the engine's own state, timers and checkpoints around it. */
final class Harness implements AutoCloseable {
    private static final int KEY_GROUPS = 128;

    private final KeyedOneInputStreamOperatorTestHarness<String, Candidate, Candidate> task;
    private int taken;

    private Harness(KeyedOneInputStreamOperatorTestHarness<String, Candidate, Candidate> task) {
        this.task = task;
    }

    static Harness of(KeyedProcessFunction<String, Candidate, Candidate> function, KeySelector<Candidate, String> key)
            throws Exception {
        return restored(function, key, new HashMapStateBackend(), null);
    }

    /** @param checkpoint null to begin from nothing */
    static Harness restored(
            KeyedProcessFunction<String, Candidate, Candidate> function,
            KeySelector<Candidate, String> key,
            StateBackend backend,
            OperatorSubtaskState checkpoint)
            throws Exception {
        return restored(new KeyedProcessOperator<>(function), key, backend, checkpoint);
    }

    /** @param checkpoint null to begin from nothing */
    static Harness restored(
            KeyedProcessOperator<String, Candidate, Candidate> operator,
            KeySelector<Candidate, String> key,
            StateBackend backend,
            OperatorSubtaskState checkpoint)
            throws Exception {
        return restored(
                new KeyedOneInputStreamOperatorTestHarness<>(operator, key, Types.STRING, KEY_GROUPS, 1, 0),
                backend,
                checkpoint);
    }

    /** One of several subtasks, which begins with its part of a checkpoint of one. */
    static Harness part(
            KeyedProcessOperator<String, Candidate, Candidate> operator,
            KeySelector<Candidate, String> key,
            OperatorSubtaskState checkpoint,
            int subtasks,
            int subtask)
            throws Exception {
        return restored(
                new KeyedOneInputStreamOperatorTestHarness<>(
                        operator, key, Types.STRING, KEY_GROUPS, subtasks, subtask),
                new HashMapStateBackend(),
                AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        checkpoint, KEY_GROUPS, 1, subtasks, subtask));
    }

    private static Harness restored(
            KeyedOneInputStreamOperatorTestHarness<String, Candidate, Candidate> task,
            StateBackend backend,
            OperatorSubtaskState checkpoint)
            throws Exception {
        task.setStateBackend(backend);
        task.setup();
        if (checkpoint == null) {
            task.initializeEmptyState();
        } else {
            task.initializeState(checkpoint);
        }
        task.open();
        return new Harness(task);
    }

    /** What came out for it. */
    List<Candidate> process(Candidate candidate) throws Exception {
        task.processElement(candidate, candidate.event().getReceived());
        List<Candidate> all = new ArrayList<>(task.extractOutputValues());
        List<Candidate> fresh = List.copyOf(all.subList(taken, all.size()));
        taken = all.size();
        return fresh;
    }

    List<Candidate> process(AnEvent event) throws Exception {
        return process(event.candidate());
    }

    <X> List<X> side(OutputTag<X> tag) {
        var records = task.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    void watermark(long time) throws Exception {
        task.processWatermark(time);
        forgetOutput();
    }

    /** The machine's clock, by which Flink's own expiry runs. */
    void wallClock(long time) throws Exception {
        task.setProcessingTime(time);
        task.setStateTtlProcessingTime(time);
    }

    void forgetOutput() {
        task.getOutput().clear();
        taken = 0;
    }

    int states() {
        return task.numKeyedStateEntries();
    }

    int timers() {
        return task.numEventTimeTimers();
    }

    /** In the form that every backend reads. */
    OperatorSubtaskState savepoint() throws Exception {
        return task.snapshotWithLocalState(1, 0, SavepointType.savepoint(SavepointFormatType.CANONICAL))
                .getJobManagerOwnedState();
    }

    OperatorSubtaskState checkpoint() throws Exception {
        return task.snapshot(1, 1);
    }

    @Override
    public void close() {
        try {
            task.close();
        } catch (Exception e) {
            throw new IllegalStateException("The task cannot be closed", e);
        }
    }
}
