package io.wetoken.recommender;

import java.nio.FloatBuffer;
import java.util.EnumMap;
import java.util.Map;

/** Everything learnt from one set of interactions, over items numbered from 0: the tables that there are. Read by many threads at once. */
public final class Learnt {
    private final int items;
    private final Map<Table, Object> tables;
    private final float mostPopular;

    /** Nothing yet. */
    public Learnt(int items) {
        this(items, new EnumMap<>(Table.class), 1);
    }

    private Learnt(int items, Map<Table, Object> tables, float mostPopular) {
        this.items = items;
        this.tables = tables;
        this.mostPopular = mostPopular;
    }

    /**
     * The same, with one table more.
     *
     * @param values of the table's kind
     * @throws IllegalArgumentException when they are of another kind, or not of so many items
     */
    public Learnt with(Table table, Object values) {
        if (!table.kind().isInstance(values)) {
            throw new IllegalArgumentException(
                    "Table " + table + " is a " + table.kind().getSimpleName() + ", not a "
                            + values.getClass().getSimpleName());
        }
        if (table.items(values) != items) {
            throw new IllegalArgumentException(
                    "Table " + table + " has " + table.items(values) + " items instead of " + items);
        }
        Map<Table, Object> more = new EnumMap<>(tables);
        more.put(table, values);
        return new Learnt(items, more, table == Table.POPULARITY ? most((FloatBuffer) values) : mostPopular);
    }

    private static float most(FloatBuffer popularity) {
        float most = 1;
        for (int item = 0; item < popularity.limit(); item++) {
            most = Math.max(most, popularity.get(item));
        }
        return most;
    }

    public int items() {
        return items;
    }

    public boolean has(Table table) {
        return tables.containsKey(table);
    }

    /** Users by item. */
    public FloatBuffer popularity() {
        return get(Table.POPULARITY, FloatBuffer.class);
    }

    public FloatBuffer heat() {
        return get(Table.HEAT, FloatBuffer.class);
    }

    public Mixture mixture() {
        return get(Table.BLEND, Mixture.class);
    }

    /** The largest popularity, at least 1. */
    float mostPopular() {
        return mostPopular;
    }

    /** @throws IllegalArgumentException when the table was not learnt */
    public <T> T get(Table table, Class<T> kind) {
        Object values = tables.get(table);
        if (values == null) {
            throw new IllegalArgumentException("Table " + table + " was not learnt");
        }
        return kind.cast(values);
    }
}
