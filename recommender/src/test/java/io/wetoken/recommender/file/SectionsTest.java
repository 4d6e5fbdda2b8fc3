package io.wetoken.recommender.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.BlendWeights;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Mixture;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SectionsTest {
    private static final Card CARD = new Card("default", "00ff", 1, new TreeMap<>(), new TreeMap<>());

    @Test
    void aBlendOfBeforeHasOneWeightForPathsAndWhatSharpensThem() throws IOException {
        Neighbours rows = Neighbours.of(2, List.of(new Neighbours.Row(0, new int[] {1}, new float[] {.5f})));
        BlendWeights weights = new BlendWeights(1, .5, 2, .75, List.of(.25), .125);
        Map<String, ByteBuffer> sections = written(new Learnt(2).with(Table.BLEND, new Mixture(rows, weights)));
        assertThat(read(sections).weights()).isEqualTo(weights);

        sections.remove("blend.shares");
        sections.put("blend.weights", floats(1, .5f, .125f, .25f));
        assertThat(read(sections).weights()).isEqualTo(new BlendWeights(1, .5, .5, 0, List.of(.25), .125));
        assertThat(read(sections).rows().weights().get(0)).isEqualTo(.5f);
    }

    private static Mixture read(Map<String, ByteBuffer> sections) {
        return Sections.read(CARD, sections).learnt().mixture();
    }

    private static Map<String, ByteBuffer> written(Learnt learnt) throws IOException {
        Map<String, ByteBuffer> sections = new HashMap<>();
        for (Section section : Sections.of(ItemIds.of(List.of(new ContentId("a"), new ContentId("b"))), learnt)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            section.write(part -> {
                while (part.hasRemaining()) {
                    bytes.write(part.get());
                }
            });
            sections.put(section.name(), ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN));
        }
        return sections;
    }

    private static ByteBuffer floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.flip();
    }
}
