package io.wetoken.behaviour.signal;

import static io.wetoken.behaviour.AnEvent.a;
import static io.wetoken.behaviour.AnEvent.aLike;
import static io.wetoken.behaviour.AnEvent.aPlay;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentFiguresTest {
    @Test
    void countsWhatWasDone() {
        List<JudgedEvent> events = List.of(
                aPlay().lasting(ofSeconds(40)).ofLength(ofSeconds(50)).judged(),
                aPlay().lasting(ofSeconds(2)).ofLength(ofSeconds(50)).judged(),
                aLike().judged(),
                aLike().suspected().judged(),
                a(EventKind.COMMENT).judged(),
                a(EventKind.SHARE).judged(),
                a(EventKind.SHARE).judged());
        ContentFigures figures = ContentFigures.NONE;
        for (JudgedEvent event : events) {
            figures = Signals.CONTENT_FIGURES.add(figures, event);
        }
        assertThat(figures).isEqualTo(new ContentFigures(1, 42_000, 1, 1, 2));
    }
}
