package io.wetoken.flink.live;

import io.wetoken.store.Store;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Puts values into the store in batches: when {@link #MAX_BATCH} are waiting, {@link #MAX_WAIT_MS} after the first, and before every checkpoint. At least
 * once, so what is put must be whole values by a fixed key. A store that does not answer fails the job, which resumes from its checkpoint.
 *
 * @param <T> what is put
 */
final class StoreSink<T> implements Sink<T> {
    private static final int MAX_BATCH = 500;
    private static final long MAX_WAIT_MS = 200;

    private final String zookeeper;
    private final Put<T> put;

    StoreSink(String zookeeper, Put<T> put) {
        this.zookeeper = zookeeper;
        this.put = put;
    }

    /** How a batch is put; in the order in which it came. */
    @FunctionalInterface
    interface Put<T> extends Serializable {
        void into(Store store, List<T> batch);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(SharedStore.open(zookeeper), put, context.getProcessingTimeService());
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private final SharedStore.Use use;
        private final Put<T> put;
        private final ProcessingTimeService time;
        private final List<T> waiting = new ArrayList<>();
        /** Null when none is set; what it throws fails the task. */
        private ScheduledFuture<?> timer;

        Writer(SharedStore.Use use, Put<T> put, ProcessingTimeService time) {
            this.use = use;
            this.put = put;
            this.time = time;
        }

        @Override
        public void write(T value, Context context) {
            waiting.add(value);
            if (waiting.size() >= MAX_BATCH) {
                putWaiting();
            } else if (timer == null) {
                timer = time.registerTimer(time.getCurrentProcessingTime() + MAX_WAIT_MS, now -> {
                    timer = null;
                    putWaiting();
                });
            }
        }

        @Override
        public void flush(boolean endOfInput) {
            putWaiting();
        }

        private void putWaiting() {
            if (!waiting.isEmpty()) {
                put.into(use.store(), List.copyOf(waiting));
                waiting.clear();
            }
        }

        @Override
        public void close() {
            use.close();
        }
    }
}
