package io.wetoken.flink.guard;

import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.aLike;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Acts of which many are sent again, through an operator that keeps the first of each.
 *
 * @param expected how many are the first of their id within the window, by simple bookkeeping
 * @param passed how many the operator let through
 * @param end when the last was received
 */
record WeekOfRetries(long expected, long passed, long end) {
    static final int ACTS = 3_000;

    static WeekOfRetries through(Harness dedupe, long window, long seed) throws Exception {
        Random random = new Random(seed);
        Map<Integer, Long> firsts = new HashMap<>();
        long expected = 0;
        long passed = 0;
        long now = NOON;
        for (int i = 0; i < ACTS; i++) {
            now += random.nextLong(HOUR / 6);
            int id = random.nextInt(200);
            Long first = firsts.get(id);
            if (first == null || now - first >= window) {
                firsts.put(id, now);
                expected++;
            }
            passed += dedupe.process(aLike().numbered(id).at(now)).size();
            if (random.nextInt(20) == 0) {
                dedupe.watermark(now - 60_000);
            }
        }
        return new WeekOfRetries(expected, passed, now);
    }
}
