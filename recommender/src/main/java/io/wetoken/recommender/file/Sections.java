package io.wetoken.recommender.file;

import io.wetoken.recommender.BlendWeights;
import io.wetoken.recommender.Factors;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Mixture;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Sessions;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.Weighing;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which sections a model's tables are in, named by the table. A section that a reader does not know is left alone; a table without its sections was not learnt. */
final class Sections {
    private static final String ID_OFFSETS = "ids.offsets";
    private static final String ID_BYTES = "ids.bytes";
    private static final String OFFSETS = ".offsets";
    private static final String ITEMS = ".items";
    private static final String WEIGHTS = ".weights";
    private static final String ROWS = ".rows";
    /** Of walks, paths, sharpened, smooth, popularity, and of each kind of content. */
    private static final String SHARES = ".shares";

    private static final String ITEM_OFFSETS = ".itemOffsets";
    private static final String BY_ITEM = ".byItem";
    /** Rank, α, λ; or rank, α₀, λ, ν. */
    private static final String SETTINGS = ".settings";

    private Sections() {}

    static List<Section> of(ItemIds ids, Learnt learnt) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(ID_OFFSETS, ids.offsets()));
        sections.add(new Section(ID_BYTES, ids.bytes()));
        for (Table table : Table.values()) {
            if (learnt.has(table)) {
                add(sections, name(table), learnt.get(table, Object.class));
            }
        }
        return sections;
    }

    private static String name(Table table) {
        return table.name().toLowerCase(Locale.ROOT);
    }

    private static void add(List<Section> sections, String name, Object values) {
        if (values instanceof FloatBuffer floats) {
            sections.add(new Section(name, floats));
        } else if (values instanceof Neighbours rows) {
            sections.add(new Section(name + OFFSETS, rows.offsets()));
            sections.add(new Section(name + ITEMS, rows.items()));
            sections.add(new Section(name + WEIGHTS, rows.weights()));
        } else if (values instanceof Factors factors) {
            sections.add(new Section(name + SETTINGS, FloatBuffer.wrap(settings(factors.rank(), factors.weighing()))));
            sections.add(new Section(name, factors.byRank()));
        } else if (values instanceof Mixture mixture) {
            sections.add(new Section(name + OFFSETS, mixture.rows().offsets()));
            sections.add(new Section(name + ITEMS, mixture.rows().items()));
            sections.add(new Section(name + ROWS, mixture.rows().weights()));
            sections.add(new Section(name + SHARES, shares(mixture.weights())));
        } else if (values instanceof Sessions past) {
            sections.add(new Section(name + OFFSETS, past.offsets()));
            sections.add(new Section(name + ITEMS, past.items()));
            sections.add(new Section(name + ITEM_OFFSETS, past.itemOffsets()));
            sections.add(new Section(name + BY_ITEM, past.sessions()));
        } else {
            throw new IllegalStateException("Model files have no sections for " + values.getClass());
        }
    }

    private static float[] settings(int rank, Weighing weighing) {
        if (weighing instanceof Weighing.FrequencyScaled scaled) {
            return new float[] {rank, scaled.unobserved(), scaled.lambda(), scaled.power()};
        }
        Weighing.Confidence confidence = (Weighing.Confidence) weighing;
        return new float[] {rank, confidence.alpha(), confidence.lambda()};
    }

    private static Weighing weighing(FloatBuffer settings) {
        return settings.limit() == 3
                ? new Weighing.Confidence(settings.get(1), settings.get(2))
                : new Weighing.FrequencyScaled(settings.get(1), settings.get(2), settings.get(3));
    }

    private static FloatBuffer shares(BlendWeights weights) {
        FloatBuffer buffer = FloatBuffer.allocate(5 + weights.content().size());
        buffer.put((float) weights.walk()).put((float) weights.paths()).put((float) weights.sharpened());
        buffer.put((float) weights.smooth()).put((float) weights.popularity());
        weights.content().forEach(weight -> buffer.put(weight.floatValue()));
        return buffer.flip();
    }

    /** @param sections little endian, by name */
    static TrainedModel read(Card card, Map<String, ByteBuffer> sections) {
        ItemIds ids = new ItemIds(ints(sections, ID_OFFSETS), get(sections, ID_BYTES));
        Learnt learnt = new Learnt(ids.size());
        for (Table table : Table.values()) {
            String name = name(table);
            if (sections.keySet().stream()
                    .anyMatch(section -> section.equals(name) || section.startsWith(name + "."))) {
                learnt = learnt.with(table, values(table.kind(), name, ids.size(), sections));
            }
        }
        return new TrainedModel(card, ids, learnt);
    }

    private static Object values(Class<?> kind, String name, int items, Map<String, ByteBuffer> sections) {
        if (kind == FloatBuffer.class) {
            return floats(sections, name);
        } else if (kind == Neighbours.class) {
            return rows(sections, name, WEIGHTS);
        } else if (kind == Factors.class) {
            FloatBuffer settings = floats(sections, name + SETTINGS);
            return new Factors((int) settings.get(0), items, floats(sections, name), weighing(settings));
        } else if (kind == Mixture.class) {
            return new Mixture(rows(sections, name, ROWS), shares(name, sections));
        } else if (kind == Sessions.class) {
            return new Sessions(
                    ints(sections, name + OFFSETS),
                    ints(sections, name + ITEMS),
                    ints(sections, name + ITEM_OFFSETS),
                    ints(sections, name + BY_ITEM));
        }
        throw new IllegalStateException("Model files have no sections for " + kind);
    }

    private static BlendWeights shares(String name, Map<String, ByteBuffer> sections) {
        if (!sections.containsKey(name + SHARES)) {
            // As files had it before paths and what sharpens them were weighed apart: of walks, of both, of popularity,
            // and of each kind of content.
            FloatBuffer before = floats(sections, name + WEIGHTS);
            return new BlendWeights(before.get(0), before.get(1), before.get(1), 0, weights(before, 3), before.get(2));
        }
        FloatBuffer shares = floats(sections, name + SHARES);
        return new BlendWeights(
                shares.get(0), shares.get(1), shares.get(2), shares.get(3), weights(shares, 5), shares.get(4));
    }

    private static List<Double> weights(FloatBuffer all, int from) {
        List<Double> weights = new ArrayList<>();
        for (int i = from; i < all.limit(); i++) {
            weights.add((double) all.get(i));
        }
        return weights;
    }

    private static Neighbours rows(Map<String, ByteBuffer> sections, String name, String weights) {
        return new Neighbours(
                ints(sections, name + OFFSETS), ints(sections, name + ITEMS), floats(sections, name + weights));
    }

    private static IntBuffer ints(Map<String, ByteBuffer> sections, String name) {
        return get(sections, name).asIntBuffer();
    }

    private static FloatBuffer floats(Map<String, ByteBuffer> sections, String name) {
        return get(sections, name).asFloatBuffer();
    }

    private static ByteBuffer get(Map<String, ByteBuffer> sections, String name) {
        ByteBuffer section = sections.get(name);
        if (section == null) {
            throw new IllegalArgumentException("section " + name + " is missing");
        }
        return section;
    }
}
