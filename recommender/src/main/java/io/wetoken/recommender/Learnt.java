package io.wetoken.recommender;

import java.nio.FloatBuffer;
import java.util.Optional;

/** Everything learnt from one set of interactions, over items numbered from 0. Read by many threads at once. */
public final class Learnt {
    private final int items;
    private final Optional<FloatBuffer> popularity;
    private final Optional<FloatBuffer> heat;
    private final Optional<Neighbours> neighbours;
    private final Optional<Factors> factors;
    private final Optional<Mixture> mixture;
    private final float mostPopular;

    /** @throws IllegalArgumentException when a table is not of so many items */
    public Learnt(
            int items,
            Optional<FloatBuffer> popularity,
            Optional<FloatBuffer> heat,
            Optional<Neighbours> neighbours,
            Optional<Factors> factors) {
        this(items, popularity, heat, neighbours, factors, Optional.empty());
    }

    private Learnt(
            int items,
            Optional<FloatBuffer> popularity,
            Optional<FloatBuffer> heat,
            Optional<Neighbours> neighbours,
            Optional<Factors> factors,
            Optional<Mixture> mixture) {
        this.items = items;
        this.popularity = popularity;
        this.heat = heat;
        this.neighbours = neighbours;
        this.factors = factors;
        this.mixture = mixture;
        popularity.ifPresent(table -> check(Table.POPULARITY, table.limit()));
        heat.ifPresent(table -> check(Table.HEAT, table.limit()));
        neighbours.ifPresent(table -> check(Table.NEIGHBOURS, table.offsets().limit() - 1));
        factors.ifPresent(table -> check(Table.FACTORS, table.byRank().limit() / table.rank()));
        mixture.ifPresent(table -> check(Table.BLEND, table.rows().offsets().limit() - 1));
        float most = 1;
        for (int item = 0; popularity.isPresent() && item < items; item++) {
            most = Math.max(most, popularity.get().get(item));
        }
        mostPopular = most;
    }

    /** The same, with the default model's table too. */
    public Learnt with(Mixture table) {
        return new Learnt(items, popularity, heat, neighbours, factors, Optional.of(table));
    }

    private void check(Table table, int found) {
        if (found != items) {
            throw new IllegalArgumentException("Table " + table + " has " + found + " items instead of " + items);
        }
    }

    public int items() {
        return items;
    }

    public boolean has(Table table) {
        return switch (table) {
            case POPULARITY -> popularity.isPresent();
            case HEAT -> heat.isPresent();
            case NEIGHBOURS -> neighbours.isPresent();
            case FACTORS -> factors.isPresent();
            case BLEND -> mixture.isPresent();
        };
    }

    /** Users by item. */
    public FloatBuffer popularity() {
        return get(popularity, Table.POPULARITY);
    }

    public FloatBuffer heat() {
        return get(heat, Table.HEAT);
    }

    public Neighbours neighbours() {
        return get(neighbours, Table.NEIGHBOURS);
    }

    public Factors factors() {
        return get(factors, Table.FACTORS);
    }

    public Mixture mixture() {
        return get(mixture, Table.BLEND);
    }

    /** The largest popularity, at least 1. */
    float mostPopular() {
        return mostPopular;
    }

    private static <T> T get(Optional<T> table, Table name) {
        return table.orElseThrow(() -> new IllegalArgumentException("Table " + name + " was not learnt"));
    }
}
