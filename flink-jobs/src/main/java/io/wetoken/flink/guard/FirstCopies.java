package io.wetoken.flink.guard;

import io.wetoken.flink.guard.core.IdMap;
import io.wetoken.flink.state.CodecSerializer;
import io.wetoken.flink.state.Codecs;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongPredicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateBackendLoader;

/**
 * The ids of the current key, each with a number. On the heap all of a key are one {@link IdMap}; a backend on disk, which would write the whole table with
 * every id, keeps entries. Each takes over what a checkpoint of the other, or of before there were tables, holds.
 */
abstract class FirstCopies {
    final ValueState<IdMap> table;
    final MapState<EventId, Long> entries;

    private FirstCopies(RuntimeContext context) {
        table = context.getState(new ValueStateDescriptor<>("ids-48h", new CodecSerializer<>(Codecs.IDS)));
        entries = context.getMapState(
                new MapStateDescriptor<>("first-copies-48h", EventId.Serializer.INSTANCE, LongSerializer.INSTANCE));
    }

    /** @param backend the engine's name for it */
    static FirstCopies of(RuntimeContext context, String backend) {
        return backend.equals(StateBackendLoader.HASHMAP_STATE_BACKEND_NAME)
                ? new InTable(context)
                : new InEntries(context);
    }

    /** The id's number, or -1. */
    abstract long find(EventId id) throws Exception;

    abstract void put(EventId id, long number) throws Exception;

    abstract void forget(LongPredicate over) throws Exception;

    private static final class InTable extends FirstCopies {
        InTable(RuntimeContext context) {
            super(context);
        }

        private IdMap table() throws Exception {
            IdMap kept = table.value();
            if (kept != null) {
                return kept;
            }
            IdMap taken = new IdMap();
            for (Map.Entry<EventId, Long> entry : entries.entries()) {
                taken.put(entry.getKey().most(), entry.getKey().least(), entry.getValue());
            }
            if (taken.size() > 0) {
                entries.clear();
                table.update(taken);
            }
            return taken;
        }

        @Override
        long find(EventId id) throws Exception {
            return table().find(id.most(), id.least());
        }

        @Override
        void put(EventId id, long number) throws Exception {
            IdMap kept = table();
            kept.put(id.most(), id.least(), number);
            table.update(kept);
        }

        @Override
        void forget(LongPredicate over) throws Exception {
            IdMap kept = table();
            kept.removeIf(over);
            if (kept.size() == 0) {
                table.clear();
            } else {
                table.update(kept);
            }
        }
    }

    private static final class InEntries extends FirstCopies {
        InEntries(RuntimeContext context) {
            super(context);
        }

        private MapState<EventId, Long> entries() throws Exception {
            IdMap taken = table.value();
            if (taken != null) {
                taken.forEach((most, least, number) -> entries.put(new EventId(most, least), number));
                table.clear();
            }
            return entries;
        }

        @Override
        long find(EventId id) throws Exception {
            Long number = entries().get(id);
            return number == null ? -1 : number;
        }

        @Override
        void put(EventId id, long number) throws Exception {
            entries().put(id, number);
        }

        @Override
        void forget(LongPredicate over) throws Exception {
            boolean left = false;
            for (Iterator<Map.Entry<EventId, Long>> all = entries().iterator(); all.hasNext(); ) {
                if (over.test(all.next().getValue())) {
                    all.remove();
                } else {
                    left = true;
                }
            }
            if (!left) {
                entries.clear();
            }
        }
    }
}
