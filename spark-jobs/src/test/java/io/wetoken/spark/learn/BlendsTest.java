package io.wetoken.spark.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlendsTest {
    /** A catalogue of 91,599 items (the public Amazon-book split has as many) with 2,500 neighbours each was more than Spark collects, and than the heap holds. */
    @Test
    void rowsAreShorterWhereItemsAreMany() {
        assertThat(Blends.neighbours(2500, 6_710, Blends.MOST_PAIRS)).isEqualTo(2500);
        assertThat(Blends.neighbours(2500, 91_599, Blends.MOST_PAIRS)).isEqualTo(1091);
        assertThat(Blends.neighbours(2500, 0, Blends.MOST_PAIRS)).isEqualTo(2500);
        assertThat(Blends.neighbours(2500, Integer.MAX_VALUE, Blends.MOST_PAIRS))
                .isOne();
    }
}
