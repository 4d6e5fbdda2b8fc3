package io.wetoken.settlement.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wetoken.settlement.lab.Chart;
import io.wetoken.settlement.lab.Chart.Line;
import io.wetoken.settlement.lab.Chart.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {
    @Test
    void ticksAreRoundNumbersWithinTheAxis() {
        assertThat(new Scale(0, 1, false).ticks())
                .usingElementComparator((left, right) -> Math.abs(left - right) < 1e-9 ? 0 : 1)
                .containsExactly(0.0, .2, .4, .6, .8, 1.0);
        assertThat(new Scale(2, 100, true).ticks())
                .usingElementComparator((left, right) -> Math.abs(left - right) < 1e-9 ? 0 : 1)
                .containsExactly(2.0, 5.0, 10.0, 20.0, 50.0, 100.0);
        assertThat(new Scale(-3, 7, false).ticks()).contains(-2.0, 0.0, 6.0);
    }

    @Test
    void placesRunFromTheLowEndToTheHighEnd() {
        Scale powers = new Scale(1, 100, true);
        assertThat(powers.place(1)).isZero();
        assertThat(powers.place(10)).isCloseTo(.5, within(1e-12));
        assertThat(new Scale(5, 15, false).place(10)).isEqualTo(.5);
        assertThat(Scale.of(List.of(3.0, 3.0), false, true).low()).isZero();
        assertThat(Scale.of(List.of(), false, false).high()).isEqualTo(1);
    }

    @Test
    void textsAreEscapedAndEveryPointIsDrawn() {
        Line line = new Line("a < b & \"c\"", List.of(new Point(1, 0), new Point(2, 5), new Point(4, 2)));
        String svg = Plot.of(new Chart("t", "x", "y", false, List.of(line))).toString();
        assertThat(svg).contains("a &lt; b &amp; &quot;c&quot;").doesNotContain("a < b", "NaN");
        assertThat(svg.split("<circle", -1)).hasSize(4);
    }
}
