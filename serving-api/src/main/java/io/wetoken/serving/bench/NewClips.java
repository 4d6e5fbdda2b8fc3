package io.wetoken.serving.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** People who each ask for a first page, in turns, and what was published meanwhile: when each clip was first on the page of anybody. */
final class NewClips implements Load.Asking {
    private final URI feed;
    private final String[] tokens;
    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
    private final Map<String, First> first = new ConcurrentHashMap<>();
    private final AtomicInteger pages = new AtomicInteger();

    /** @param tokens of as many people */
    NewClips(URI site, String[] tokens) {
        this.feed = site.resolve("/v1/feed?limit=" + FeedBench.PAGE);
        this.tokens = tokens.clone();
    }

    private record Awaited(long since, int pagesBefore) {}

    /**
     * Somebody's first look at a clip.
     *
     * @param nanos from before it was published until the page had come
     * @param pages that came meanwhile, this one included
     */
    record First(long nanos, int pages) {}

    /** From now on it may be on a page. */
    void await(String content) {
        awaited.put(content, new Awaited(System.nanoTime(), pages.get()));
    }

    /** By content. */
    Map<String, First> shown() {
        return Map.copyOf(first);
    }

    boolean isShownAll() {
        return awaited.isEmpty();
    }

    int pages() {
        return pages.get();
    }

    @Override
    public Load.Ask ask(int number) {
        return new Load.Ask(feed, tokens[number % tokens.length]);
    }

    @Override
    public void answered(int number, byte[] page) {
        long now = System.nanoTime();
        int come = pages.incrementAndGet();
        String text = new String(page, StandardCharsets.UTF_8);
        awaited.forEach((content, since) -> {
            if (text.contains("\"content\":\"" + content + "\"") && awaited.remove(content, since)) {
                first.put(content, new First(now - since.since(), come - since.pagesBefore()));
            }
        });
    }
}
