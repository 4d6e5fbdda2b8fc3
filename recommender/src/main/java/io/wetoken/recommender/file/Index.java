package io.wetoken.recommender.file;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands before the sections: the card, then the name and length in bytes of each section in their order; each begins at the next multiple of 8.
 * Numbers and texts as {@link ByteWriter} writes them, metrics as the bits of a double.
 */
record Index(Card card, Map<String, Long> sections) {
    static Index of(Card card, List<Section> sections) {
        Map<String, Long> lengths = new LinkedHashMap<>();
        sections.forEach(section -> lengths.put(section.name(), section.length()));
        return new Index(card, lengths);
    }

    byte[] encode() {
        ByteWriter out =
                new ByteWriter().text(card.model()).text(card.dataSha256()).number(card.seed());
        out.number(card.parameters().size());
        card.parameters().forEach((name, value) -> out.text(name).text(value));
        out.number(card.metrics().size());
        card.metrics().forEach((name, value) -> out.text(name).bits(Double.doubleToLongBits(value)));
        out.number(sections.size());
        sections.forEach((name, length) -> out.text(name).number(length));
        return out.bytes();
    }

    static Index decode(byte[] bytes) {
        ByteReader in = new ByteReader("model index", bytes);
        String model = in.text();
        String data = in.text();
        long seed = in.number();
        SortedMap<String, String> parameters = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            parameters.put(in.text(), in.text());
        }
        SortedMap<String, Double> metrics = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            metrics.put(in.text(), Double.longBitsToDouble(in.bits()));
        }
        Map<String, Long> sections = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            sections.put(in.text(), in.number());
        }
        in.end();
        return new Index(new Card(model, data, seed, parameters, metrics), sections);
    }
}
