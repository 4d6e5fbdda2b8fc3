package io.wetoken.recommender;

import java.nio.FloatBuffer;
import java.util.function.ToIntFunction;

/** What can be learnt from interactions. A model says which of these it needs; each has one trainer. Lower-case, its name is that of its sections in a model file. */
public enum Table {
    POPULARITY(FloatBuffer.class, FloatBuffer::limit),
    HEAT(FloatBuffer.class, FloatBuffer::limit),
    /** Of {@link RandomWalk}. */
    NEIGHBOURS(Neighbours.class, Neighbours::size),
    FACTORS(Factors.class, Factors::items),
    /** What the default model looks up. */
    BLEND(Mixture.class, mixture -> mixture.rows().size()),
    /** Of {@link ItemCosine}. */
    COSINES(Neighbours.class, Neighbours::size),
    /** Of {@link GraphFilter} alone. */
    GRAPH(Neighbours.class, Neighbours::size),
    /** Of {@link Ease}. */
    REGRESSION(Neighbours.class, Neighbours::size),
    /** With {@link Weighing.FrequencyScaled}. */
    SCALED_FACTORS(Factors.class, Factors::items),
    /** Of {@link Likeness}, of all kinds of features. */
    LIKENESS(Neighbours.class, Neighbours::size),
    SESSIONS(Sessions.class, Sessions::itemCount);

    private final Class<?> kind;

    @SuppressWarnings("ImmutableEnumChecker") // They are method references.
    private final ToIntFunction<Object> items;

    <T> Table(Class<T> kind, ToIntFunction<T> items) {
        this.kind = kind;
        this.items = values -> items.applyAsInt(kind.cast(values));
    }

    /** Of which class its values are. */
    public Class<?> kind() {
        return kind;
    }

    int items(Object values) {
        return items.applyAsInt(values);
    }
}
