package io.wetoken.recommender.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Orders items by how likely a reader takes to them: logistic regression, whose order is that of a weighted sum of {@link Features}. Read by many threads at once.
 *
 * <p>It was learnt with the position as one more input, which is the same for all items here, so that it does not learn that what stood above is better (H. Guo et al., "PAL: A
 * Position-Bias Aware Learning Framework for CTR Prediction in Live Recommender Systems", RecSys 2019; why a log is biased by position: T. Joachims et al., "Unbiased Learning-to-Rank with Biased
 * Feedback", WSDM 2017).
 */
public final class Ranker {
    private final Map<String, Float> weights;
    private final int[] features;
    private final float[] each;

    /**
     * @param weights by feature
     * @throws IllegalArgumentException naming a feature that is not known here, or a weight that is no number
     */
    public Ranker(Map<String, Float> weights) {
        this.weights = new LinkedHashMap<>(weights);
        List<Integer> used = new ArrayList<>();
        weights.forEach((name, weight) -> {
            int feature = Features.names().indexOf(name);
            if (feature < 0) {
                throw new IllegalArgumentException("The ranker weighs '" + name
                        + "', which is no feature here; there are " + String.join(", ", Features.names()));
            }
            if (!Float.isFinite(weight)) {
                throw new IllegalArgumentException("The ranker's weight of '" + name + "' is " + weight);
            }
            used.add(feature);
        });
        features = used.stream().mapToInt(Integer::intValue).toArray();
        each = new float[features.length];
        int at = 0;
        for (float weight : weights.values()) {
            each[at++] = weight;
        }
    }

    /** By feature, in the order in which they were learnt. */
    public Map<String, Float> weights() {
        return new LinkedHashMap<>(weights);
    }

    /** The log-odds that the reader takes to it, but for what is the same for all items. */
    public float score(Situation reader, Item item) {
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            sum += (double) each[i] * Features.value(features[i], reader, item);
        }
        return (float) sum;
    }

    /**
     * The same for an item that was logged.
     *
     * @param values in the order of {@link Features#names}
     */
    public float score(float[] values) {
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            sum += (double) each[i] * values[features[i]];
        }
        return (float) sum;
    }

    /** Best first; what is level stays as it was. */
    public <T extends Item> List<T> order(Situation reader, List<T> items) {
        long[] keys = new long[items.size()];
        for (int place = 0; place < keys.length; place++) {
            keys[place] = (long) ~ascending(score(reader, items.get(place))) << Integer.SIZE | place;
        }
        Arrays.sort(keys);
        List<T> order = new ArrayList<>(keys.length);
        for (long key : keys) {
            order.add(items.get((int) key));
        }
        return order;
    }

    /** A whole number that is larger the larger the other is. */
    private static int ascending(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        return weights.entrySet().stream()
                .map(of -> of.getKey() + " " + of.getValue())
                .collect(Collectors.joining(", "));
    }
}
