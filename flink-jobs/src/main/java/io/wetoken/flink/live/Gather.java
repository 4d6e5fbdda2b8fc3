package io.wetoken.flink.live;

import io.wetoken.behaviour.avro.JudgedEvent;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Adds up what events say of one thing before it travels to where that is kept: most acts are about the few things that everybody looks at. Held for at most
 * a beat of {@link Pulse}, at most {@link #MAX_HELD}, and never over a checkpoint, so nothing of it is in one.
 *
 * @param <C> what is said of one thing
 */
final class Gather<C> extends AbstractStreamOperator<C>
        implements OneInputStreamOperator<JudgedEvent, C>, ProcessingTimeCallback {
    static final int MAX_HELD = 10_000;

    private static final long serialVersionUID = 1;

    private final SerializableSupplier<Gathering<C>> made;
    private transient Gathering<C> gathering;
    /** When what is held will be said; null when nothing is. What it throws fails the task. */
    private transient ScheduledFuture<?> beat;

    /** @param made an empty one */
    Gather(SerializableSupplier<Gathering<C>> made) {
        this.made = made;
    }

    @Override
    public void open() throws Exception {
        super.open();
        gathering = made.get();
    }

    @Override
    public void processElement(StreamRecord<JudgedEvent> event) {
        gathering.add(event.getValue());
        if (gathering.size() >= MAX_HELD) {
            drain();
        } else if (beat == null && gathering.size() > 0) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            beat = getProcessingTimeService().registerTimer(Pulse.after(now), this);
        }
    }

    @Override
    public void onProcessingTime(long time) {
        beat = null;
        drain();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
        drain();
        super.prepareSnapshotPreBarrier(checkpoint);
    }

    @Override
    public void finish() throws Exception {
        drain();
        super.finish();
    }

    private void drain() {
        gathering.drain(change -> output.collect(new StreamRecord<>(change)));
    }
}
