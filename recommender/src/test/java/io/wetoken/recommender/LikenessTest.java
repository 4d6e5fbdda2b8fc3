package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LikenessTest {
    @Test
    void neighboursPointTheSameWayFromTheMean() {
        // Mean of the first three (0, 0): cosines of 0 with 1 and 2: 0.6 and negative. Item 3 has no features.
        Likeness likeness = new Likeness(new Panel(4, 2, new float[] {1, 0, .6f, .8f, -1.6f, -.8f, 0, 0}), 10);
        assertThat(row(likeness, 0).neighbours()).containsExactly(1);
        assertThat(row(likeness, 0).weights()).containsExactly(new float[] {1}, Offset.offset(1e-6f));
        List<Neighbours.Row> none = new ArrayList<>();
        likeness.row(2, none::add);
        likeness.row(3, none::add);
        assertThat(none).isEmpty();
    }

    @Test
    void weightsAreCosinesOverTheirSum() {
        // Mean (0, 0). Of item 0 = (1, 0): cosine 0.8 with 1, 0.6 with 2, below 0 with 3.
        Likeness likeness = new Likeness(new Panel(4, 2, new float[] {1, 0, .8f, .6f, .6f, -.8f, -2.4f, .2f}), 10);
        assertThat(row(likeness, 0).neighbours()).containsExactly(1, 2);
        assertThat(row(likeness, 0).weights()).containsExactly(new float[] {4f / 7, 3f / 7}, Offset.offset(1e-5f));
    }

    private static Neighbours.Row row(Likeness likeness, int item) {
        List<Neighbours.Row> rows = new ArrayList<>();
        likeness.row(item, rows::add);
        return rows.get(0);
    }
}
