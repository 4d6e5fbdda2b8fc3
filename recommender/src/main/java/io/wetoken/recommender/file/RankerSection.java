package io.wetoken.recommender.file;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.recommender.rank.Ranker;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ranker's section of a model file: number of weights, then of each the feature's name and the bits of a float. */
final class RankerSection {
    private static final String NAME = "ranker";

    private RankerSection() {}

    static List<Section> after(List<Section> tables, Optional<Ranker> ranker) {
        List<Section> sections = new ArrayList<>(tables);
        ranker.ifPresent(of -> sections.add(section(of)));
        return sections;
    }

    private static Section section(Ranker ranker) {
        ByteWriter out = new ByteWriter().number(ranker.weights().size());
        ranker.weights().forEach((feature, weight) -> out.text(feature).number(Float.floatToIntBits(weight)));
        return new Section(NAME, ByteBuffer.wrap(out.bytes()));
    }

    /** The whole model. @throws IllegalArgumentException when its ranker is none, or of features that are not known here */
    static TrainedModel model(Card card, Map<String, ByteBuffer> sections) {
        TrainedModel tables = Sections.read(card, sections);
        ByteBuffer section = sections.get(NAME);
        return section == null ? tables : tables.with(ranker(section), card);
    }

    private static Ranker ranker(ByteBuffer section) {
        byte[] bytes = new byte[section.limit()];
        section.duplicate().rewind().get(bytes);
        ByteReader in = new ByteReader("ranker", bytes);
        Map<String, Float> weights = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            weights.put(in.text(), Float.intBitsToFloat(Math.toIntExact(in.number())));
        }
        in.end();
        return new Ranker(weights);
    }
}
