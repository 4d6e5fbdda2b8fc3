package io.wetoken.serving.feed;

import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.Top;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what pages will ask for before they ask: when a model comes, the clips of what it knows, the most popular of them where memory is not for all; after that
 * it reads again what was read long ago. One thread, a batch at a time.
 */
public final class ReadAhead implements AutoCloseable {
    private static final int BATCH = 500;
    /** At most 300 clips a second: a million within an hour. */
    private static final int RENEWED = 60;
    /** At most 250 a second. */
    private static final int RENEWED_SHOWN = 50;

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);

    private final CurrentModel model;
    private final KnownClips known;
    private final ShownClips shown;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "read-ahead");
    private String version = "";
    private int[] items = new int[0];
    private int next;
    private volatile long left = -1;

    ReadAhead(CurrentModel model, KnownClips known, ShownClips shown) {
        this.model = model;
        this.known = known;
        this.shown = shown;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Clips of the model that are still to be read; -1 before the first model. */
    public long left() {
        return left;
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (!isClosedAfter(pause)) {
            try {
                pause = step() ? Duration.ZERO : PAUSE;
            } catch (RuntimeException e) {
                // A store that cannot be reached is told to whoever asks for a page; here it is tried again.
                LOG.warn("Clips cannot be read ahead: {}", String.valueOf(e.getMessage()));
                pause = PAUSE_AFTER_FAILURE;
            }
        }
    }

    /** @return whether there is more to do at once */
    private boolean step() {
        CurrentModel.Version now = model.get().orElse(null);
        if (now == null) {
            renew();
            return false;
        }
        if (!now.name().equals(version)) {
            version = now.name();
            items = mostPopular(now.model().learnt(), known.most());
            next = 0;
        }
        if (next == items.length) {
            left = 0;
            renew();
            return false;
        }
        int end = Math.min(items.length, next + BATCH);
        List<ContentId> batch = IntStream.range(next, end)
                .mapToObj(i -> now.model().ids().get(items[i]))
                .toList();
        known.candidates(batch);
        next = end;
        left = (long) items.length - next;
        return true;
    }

    private void renew() {
        shown.renew(RENEWED_SHOWN);
        known.renew(RENEWED);
    }

    /** In the order of their numbers, which is that of rows in the store. */
    private static int[] mostPopular(Learnt learnt, int most) {
        if (learnt.items() <= most || !learnt.has(Table.POPULARITY)) {
            return IntStream.range(0, Math.min(learnt.items(), most)).toArray();
        }
        Top top = new Top(most);
        for (int item = 0; item < learnt.items(); item++) {
            top.offer(item, learnt.popularity().get(item));
        }
        int[] chosen = top.items();
        Arrays.sort(chosen);
        return chosen;
    }

    private boolean isClosedAfter(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** A batch that is being read ends by itself. */
    @Override
    public void close() {
        closed.countDown();
    }
}
