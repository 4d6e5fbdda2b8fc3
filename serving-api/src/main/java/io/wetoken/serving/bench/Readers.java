package io.wetoken.serving.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * People who read their feeds: {@value #TOGETHER} at a time, one page after the other in turns, each {@value #PAGES} pages by the cursor of the page before; then as many
 * others come. Who has no answer yet when their turn comes begins anew.
 */
final class Readers implements Load.Asking {
    private static final int TOGETHER = 200;
    private static final int PAGES = 4;
    private static final String NEXT = "\"next\":\"";

    private final URI feed;
    private final String[] tokens;
    private final AtomicReferenceArray<Read> read = new AtomicReferenceArray<>(TOGETHER);

    /** @param tokens of as many people, who come in that order */
    Readers(URI site, String[] tokens) {
        this.feed = site.resolve("/v1/feed?limit=" + FeedBench.PAGE);
        this.tokens = tokens.clone();
        for (int place = 0; place < TOGETHER; place++) {
            read.set(place, new Read(-1, ""));
        }
    }

    /** What somebody got last. */
    private record Read(int reader, String cursor) {}

    @Override
    public Load.Ask ask(int number) {
        int reader = reader(number);
        Read last = read.get(number % TOGETHER);
        boolean goesOn = number / TOGETHER % PAGES > 0 && last.reader() == reader;
        return new Load.Ask(goesOn ? URI.create(feed + "&cursor=" + last.cursor()) : feed, tokens[reader]);
    }

    @Override
    public void answered(int number, byte[] page) {
        int tail = Math.max(0, page.length - 4_000);
        String end = new String(page, tail, page.length - tail, StandardCharsets.UTF_8);
        int next = end.lastIndexOf(NEXT);
        if (next >= 0) {
            int from = next + NEXT.length();
            read.set(number % TOGETHER, new Read(reader(number), end.substring(from, end.indexOf('"', from))));
        }
    }

    private int reader(int number) {
        return (number / TOGETHER / PAGES * TOGETHER + number % TOGETHER) % tokens.length;
    }
}
