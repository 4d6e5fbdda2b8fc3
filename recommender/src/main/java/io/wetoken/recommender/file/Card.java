package io.wetoken.recommender.file;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a model file says about itself.
 *
 * @param model the one to rank with, of {@code Models}
 * @param dataSha256 of what it was learnt from, lower-case hex
 * @param parameters by name
 * @param metrics by name; empty where there was nothing to hold out
 */
public record Card(
        String model,
        String dataSha256,
        long seed,
        SortedMap<String, String> parameters,
        SortedMap<String, Double> metrics) {
    public Card {
        parameters = new TreeMap<>(parameters);
        metrics = new TreeMap<>(metrics);
    }
}
