package io.wetoken.serving.bench;

import io.wetoken.behaviour.bench.Result;
import java.util.Collection;

/**
 * When clips that were published were first on anybody's page.
 *
 * @param looks of those that were
 * @param published all of them
 * @param answered how long publishing took
 */
record FirstLooks(Collection<NewClips.First> looks, int published, Times answered) {
    int never() {
        return published - looks.size();
    }

    void tell(Result result) {
        Times shown = new Times(looks.stream().mapToLong(NewClips.First::nanos).toArray());
        int[] pages = looks.stream().mapToInt(NewClips.First::pages).sorted().toArray();
        result.figure("p50Millis", shown.millis(.5))
                .figure("p95Millis", shown.millis(.95))
                .figure("maxMillis", shown.millis(1))
                .figure("pagesUntilMedian", pages.length == 0 ? 0 : pages[pages.length / 2])
                .figure("pagesUntilMost", pages.length == 0 ? 0 : pages[pages.length - 1])
                .figure("published", published)
                .figure("notShownWithinAMinute", never())
                .baseline("what", "the answer to the publishing, before which nobody can be shown anything")
                .baseline("p50Millis", answered.millis(.5))
                .baseline("p95Millis", answered.millis(.95))
                .baseline("maxMillis", answered.millis(1))
                .ratio("p50Millis", shown.millis(.5) / answered.millis(.5));
    }
}
