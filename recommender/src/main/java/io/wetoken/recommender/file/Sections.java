package io.wetoken.recommender.file;

import io.wetoken.recommender.BlendWeights;
import io.wetoken.recommender.Factors;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Mixture;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Table;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which sections a model's tables are in. A section that a reader does not know is left alone; a table without its sections was not learnt. */
final class Sections {
    private static final String ID_OFFSETS = "ids.offsets";
    private static final String ID_BYTES = "ids.bytes";
    private static final String POPULARITY = "popularity";
    private static final String HEAT = "heat";
    private static final String NEIGHBOUR_OFFSETS = "neighbours.offsets";
    private static final String NEIGHBOURS = "neighbours.items";
    private static final String NEIGHBOUR_WEIGHTS = "neighbours.weights";
    private static final String FACTORS = "factors";
    private static final String BLEND_OFFSETS = "blend.offsets";
    private static final String BLEND = "blend.items";
    private static final String BLEND_ROWS = "blend.rows";
    /** Of walks, graph, popularity, and of each kind of content. */
    private static final String BLEND_WEIGHTS = "blend.weights";
    /** Rank, α, λ. */
    private static final String FACTOR_SETTINGS = "factors.settings";

    private Sections() {}

    static List<Section> of(ItemIds ids, Learnt learnt) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(ID_OFFSETS, ids.offsets()));
        sections.add(new Section(ID_BYTES, ids.bytes()));
        if (learnt.has(Table.POPULARITY)) {
            sections.add(new Section(POPULARITY, learnt.popularity()));
        }
        if (learnt.has(Table.HEAT)) {
            sections.add(new Section(HEAT, learnt.heat()));
        }
        if (learnt.has(Table.NEIGHBOURS)) {
            sections.add(new Section(NEIGHBOUR_OFFSETS, learnt.neighbours().offsets()));
            sections.add(new Section(NEIGHBOURS, learnt.neighbours().items()));
            sections.add(new Section(NEIGHBOUR_WEIGHTS, learnt.neighbours().weights()));
        }
        if (learnt.has(Table.FACTORS)) {
            Factors factors = learnt.factors();
            sections.add(new Section(
                    FACTOR_SETTINGS,
                    FloatBuffer.wrap(new float[] {factors.rank(), factors.alpha(), factors.lambda()})));
            sections.add(new Section(FACTORS, factors.byRank()));
        }
        if (learnt.has(Table.BLEND)) {
            Neighbours rows = learnt.mixture().rows();
            sections.add(new Section(BLEND_OFFSETS, rows.offsets()));
            sections.add(new Section(BLEND, rows.items()));
            sections.add(new Section(BLEND_ROWS, rows.weights()));
            sections.add(new Section(BLEND_WEIGHTS, weights(learnt.mixture().weights())));
        }
        return sections;
    }

    private static FloatBuffer weights(BlendWeights weights) {
        FloatBuffer buffer = FloatBuffer.allocate(3 + weights.content().size());
        buffer.put((float) weights.walk()).put((float) weights.graph()).put((float) weights.popularity());
        weights.content().forEach(weight -> buffer.put(weight.floatValue()));
        return buffer.flip();
    }

    /** @param sections little endian, by name */
    static TrainedModel read(Card card, Map<String, ByteBuffer> sections) {
        ItemIds ids = new ItemIds(ints(sections, ID_OFFSETS), get(sections, ID_BYTES));
        Learnt learnt = new Learnt(
                ids.size(),
                Optional.ofNullable(sections.get(POPULARITY)).map(ByteBuffer::asFloatBuffer),
                Optional.ofNullable(sections.get(HEAT)).map(ByteBuffer::asFloatBuffer),
                sections.containsKey(NEIGHBOURS) ? Optional.of(neighbours(sections)) : Optional.empty(),
                sections.containsKey(FACTORS) ? Optional.of(factors(ids.size(), sections)) : Optional.empty());
        return new TrainedModel(card, ids, sections.containsKey(BLEND) ? learnt.with(mixture(sections)) : learnt);
    }

    private static Mixture mixture(Map<String, ByteBuffer> sections) {
        FloatBuffer weights = floats(sections, BLEND_WEIGHTS);
        List<Double> content = new ArrayList<>();
        for (int kind = 3; kind < weights.limit(); kind++) {
            content.add((double) weights.get(kind));
        }
        return new Mixture(
                new Neighbours(ints(sections, BLEND_OFFSETS), ints(sections, BLEND), floats(sections, BLEND_ROWS)),
                new BlendWeights(weights.get(0), weights.get(1), content, weights.get(2)));
    }

    private static Neighbours neighbours(Map<String, ByteBuffer> sections) {
        return new Neighbours(
                ints(sections, NEIGHBOUR_OFFSETS), ints(sections, NEIGHBOURS), floats(sections, NEIGHBOUR_WEIGHTS));
    }

    private static Factors factors(int items, Map<String, ByteBuffer> sections) {
        FloatBuffer settings = floats(sections, FACTOR_SETTINGS);
        return new Factors((int) settings.get(0), items, floats(sections, FACTORS), settings.get(1), settings.get(2));
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
