package io.wetoken.flink.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void aPercentileIsTheSmallestThatSoManyDoNotExceed() {
        Latencies hundred =
                new Latencies(LongStream.rangeClosed(1, 100).map(i -> 101 - i).toArray());
        assertThat(hundred.percentile(50)).isEqualTo(50);
        assertThat(hundred.percentile(95)).isEqualTo(95);
        assertThat(hundred.percentile(100)).isEqualTo(100);
        Latencies three = new Latencies(new long[] {7, 9, 8});
        assertThat(three.percentile(50)).isEqualTo(8);
        assertThat(three.percentile(95)).isEqualTo(9);
        assertThatThrownBy(() -> new Latencies(new long[0])).hasMessage("No time was measured");
    }
}
