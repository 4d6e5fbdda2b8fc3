package io.wetoken.spark.core;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * A place that somebody came to, as the ranker learns from it.
 *
 * @param lastDay whether it was shown on the day that is held out
 * @param taken whether they took to it
 * @param features in the order of {@code Features.names}
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record RankRow(
        String request,
        String account,
        boolean lastDay,
        int position,
        double propensity,
        boolean taken,
        float[] features)
        implements Serializable {
    /** By a hash of the page, so that the first so many are whole pages of any day and anybody; a {@link String}'s hash is part of its contract. */
    public static final Comparator<RankRow> ORDER = new Order();

    public static RankRow of(Shown place, long lastDayBegins) {
        return new RankRow(
                place.request(),
                place.account(),
                place.at() >= lastDayBegins,
                place.position(),
                place.propensity(),
                place.outcome().taken(),
                place.features());
    }

    /** Everything that is learnt from it. */
    public byte[] bytes() {
        byte[] name = request.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(name.length + 4 + 8 + 2 + 4 * features.length)
                .put(name)
                .putInt(position)
                .putDouble(propensity)
                .put((byte) (lastDay ? 1 : 0))
                .put((byte) (taken ? 1 : 0));
        for (float feature : features) {
            bytes.putFloat(feature);
        }
        return bytes.array();
    }

    private static final class Order implements Comparator<RankRow>, Serializable {
        @Override
        public int compare(RankRow left, RankRow right) {
            int byHash = Integer.compare(left.request.hashCode(), right.request.hashCode());
            int byPage = byHash != 0 ? byHash : left.request.compareTo(right.request);
            return byPage != 0 ? byPage : Integer.compare(left.position, right.position);
        }
    }
}
