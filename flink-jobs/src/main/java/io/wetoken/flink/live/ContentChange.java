package io.wetoken.flink.live;

import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Heat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What valid events add to one content, in types that travel.
 *
 * @param owner empty when none of them says who made it
 * @param heat {@link Heat#byHour}
 * @param newest the latest {@code received} of them
 */
public record ContentChange(String content, String owner, ContentFigures figures, Map<Long, Long> heat, long newest) {
    Heat warmth() {
        return new Heat(new TreeMap<>(heat));
    }
}
