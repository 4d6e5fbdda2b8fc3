package io.wetoken.behaviour.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogRootsTest {
    private static final long HOUR_MS = 3_600_000;

    private static List<LogRoots.Root> roots(long received, List<String> events) {
        LogRoots roots = new LogRoots();
        events.forEach(event -> roots.add(received, event.getBytes(StandardCharsets.UTF_8)));
        return roots.roots();
    }

    /** Computed by other means: with sorted leaves, ((a b)(c d)) e for five, (a b) c for three, the leaf itself for one. */
    @Test
    void rootsAreThoseOfRfc6962OverSortedLeaves() {
        assertThat(roots(0, List.of("a", "b", "c", "d", "e")))
                .containsExactly(
                        new LogRoots.Root(0, 5, "9cbdff18af29993103b2a39ce6e912afd2bfed66cf7df4b8c5db94bff715f7f4"));
        assertThat(roots(7 * HOUR_MS, List.of("a", "b", "c")))
                .containsExactly(
                        new LogRoots.Root(7, 3, "36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1"));
        assertThat(roots(24 * HOUR_MS - 1, List.of("a")))
                .containsExactly(
                        new LogRoots.Root(23, 1, "022a6979e6dab7aa5ae4c3e5e45f7e977112a7e63593820dbec1ec738a24f93c"));
    }

    @Test
    void orderDoesNotMatterAndEveryEventDoes() {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            events.add("event " + i);
        }
        List<LogRoots.Root> roots = roots(0, events);
        long seed = 17;
        Collections.shuffle(events, new Random(seed));
        assertThat(roots(0, events)).as("seed %d", seed).isEqualTo(roots);
        events.set(500, "another");
        assertThat(roots(0, events)).as("seed %d", seed).isNotEqualTo(roots);
    }

    @Test
    void hoursAreTheUtcHoursOfReceipt() {
        LogRoots roots = new LogRoots();
        for (long received : new long[] {0, HOUR_MS - 1, HOUR_MS, 5 * HOUR_MS}) {
            roots.add(received, Long.toString(received).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(roots.roots()).extracting(LogRoots.Root::hour).containsExactly(0, 1, 5);
        assertThat(roots.roots()).extracting(LogRoots.Root::rows).containsExactly(2L, 1L, 1L);
    }
}
