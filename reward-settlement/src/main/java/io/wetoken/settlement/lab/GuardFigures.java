package io.wetoken.settlement.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the guard's benchmark says an attacker keeps, in points a fake account's day.
 *
 * @param honestMedian points of an honest account's day
 */
public record GuardFigures(double honestMedian, SortedMap<String, Kind> kinds) {
    private static final String REFERENCE = "guard-bench.json";

    public GuardFigures {
        kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    }

    /** Points without a guard, after what is seen at once, and in the end. */
    public record Kind(double unguarded, double atOnce, double inTheEnd) {
        /** The share of its points that the guard takes. */
        double taken() {
            return unguarded == 0 ? 0 : 1 - inTheEnd / unguarded;
        }
    }

    /** The figures that the operators' guide shows; the file names the command they are of. */
    public static GuardFigures reference() throws IOException {
        try (InputStream in = GuardFigures.class.getResourceAsStream(REFERENCE)) {
            if (in == null) {
                throw new IllegalStateException(REFERENCE + " is missing from the settlement module");
            }
            return of(new ObjectMapper().readTree(in));
        }
    }

    /**
     * What {@code ./we bench guard --json} prints.
     *
     * @throws IllegalArgumentException naming what is missing
     */
    public static GuardFigures of(JsonNode bench) {
        Map<String, Kind> kinds = new TreeMap<>();
        bench.at("/figures/kinds").properties().forEach(kind -> {
            if (!kind.getKey().equals("honest")) {
                kinds.put(
                        kind.getKey(),
                        new Kind(
                                number(kind.getValue(), "pointsADayUnguarded"),
                                number(kind.getValue(), "pointsADayAtOnce"),
                                number(kind.getValue(), "pointsADay")));
            }
        });
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("figures.kinds has no kind of fraud");
        }
        return new GuardFigures(number(bench.path("figures"), "honestAccountDayMedianPoints"), new TreeMap<>(kinds));
    }

    private static double number(JsonNode node, String field) {
        if (!node.path(field).isNumber() || node.path(field).asDouble() < 0) {
            throw new IllegalArgumentException(field + " must be a number of at least 0, is " + node.path(field));
        }
        return node.path(field).asDouble();
    }
}
