package io.wetoken.flink.live;

import java.time.Duration;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/** How long live state is kept. It serves what people look at now, never pay, so Flink's wall-clock TTL is right. */
final class Kept {
    /** Of a day: until long after it has closed. A day that is open and gets events again after a month of silence is counted from nothing. */
    static final Duration DAY = Duration.ofDays(30);
    /** Of an account: as long as its row in the store. */
    static final Duration ACCOUNT = Duration.ofDays(365);
    /** Of a content: as long as live figures of days are kept; one that nobody touched for so long begins anew. */
    static final Duration CONTENT = Duration.ofDays(400);

    /** How many entries are looked at for their age with every access, on the heap: enough to come round long before the shortest time here. */
    private static final int LOOKED_AT = 1;

    private Kept() {}

    static <S> ValueStateDescriptor<S> state(String name, TypeSerializer<S> serializer, Duration kept) {
        ValueStateDescriptor<S> state = new ValueStateDescriptor<>(name, serializer);
        state.enableTimeToLive(ttl(kept));
        return state;
    }

    static <V> MapStateDescriptor<String, V> map(String name, TypeSerializer<V> values, Duration kept) {
        MapStateDescriptor<String, V> state = new MapStateDescriptor<>(name, StringSerializer.INSTANCE, values);
        state.enableTimeToLive(ttl(kept));
        return state;
    }

    private static StateTtlConfig ttl(Duration kept) {
        return StateTtlConfig.newBuilder(kept)
                .cleanupIncrementally(LOOKED_AT, false)
                .build();
    }
}
