package io.wetoken.tracker;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Takes events and brings them to a collector: every one at least once, which by its id counts once. What the collector has not answered for waits, within the bounds
 * of the {@link TrackerConfig}, through lost connections, refusals for the moment and, with a directory, restarts. Safe for many threads; one more sends.
 *
 * <p>After a failure it waits as long as the collector asks ({@code Retry-After}), otherwise by chance up to a time that doubles with each failure, so that not all come
 * back at once (full jitter: Brooker, Exponential Backoff And Jitter, 2015). A body that can never be taken is halved until the event is alone that is to blame.
 */
public final class Tracker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Tracker.class.getName());

    private static final long NEVER = Long.MAX_VALUE;
    private static final long AT_ONCE = Long.MIN_VALUE;

    private final TrackerConfig config;
    private final RandomGenerator random;
    private final Listener listener;
    private final CollectorClient collector;
    private final Outbox outbox;
    private final Optional<Journal> journal;
    private final Thread sender = new Thread(this::send, "tracker");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long dueAt = NEVER;
    private long notBefore = AT_ONCE;
    private int failures;
    private int limit = CollectorClient.MAX_EVENTS;
    private boolean closing;
    private long closeAt = NEVER;
    private boolean finished;
    private boolean onDisk;
    private long taken;
    private long rejected;
    private long dropped;

    /** Told what came of events that do not count. Called by the tracker's threads; must not take long. */
    public interface Listener {
        /** The collector keeps the event but does not count it, or takes it never: {@code reason} is the collector's code, or its status. */
        default void rejected(UUID id, String reason) {}

        /** There was no room for it. */
        default void dropped(UUID id) {}
    }

    /**
     * @param taken events that are durable at the collector, those it rejected included
     * @param rejected of them, and such as it never takes
     * @param dropped for want of room
     * @param waiting at the moment
     */
    public record Counts(long taken, long rejected, long dropped, int waiting) {}

    private Tracker(
            TrackerConfig config, Journal journal, Listener listener, InstantSource clock, RandomGenerator random) {
        this.config = config;
        this.random = random;
        this.listener = listener;
        this.collector = new CollectorClient(config.collector(), config.timeout(), clock);
        this.outbox = new Outbox(config.maxEvents(), config.maxBytes());
        this.journal = Optional.ofNullable(journal);
        this.onDisk = journal != null;
        sender.setDaemon(true);
    }

    /**
     * Begins with what an earlier tracker left in the directory.
     *
     * @throws IOException when the directory cannot be used, or another tracker uses it
     */
    public static Tracker open(TrackerConfig config, Listener listener, InstantSource clock, RandomGenerator random)
            throws IOException {
        Journal journal =
                config.queue().isPresent() ? Journal.open(config.queue().get()) : null;
        Tracker tracker = new Tracker(config, journal, listener, clock, random);
        try {
            tracker.adopt();
        } catch (IOException e) {
            journal.close();
            throw e;
        }
        tracker.sender.start();
        return tracker;
    }

    /** In ms, for pauses alone: the clock of the wall may be set back. */
    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void adopt() throws IOException {
        if (journal.isEmpty()) {
            return;
        }
        for (Event event : journal.get().read()) {
            outbox.add(event, EventJson.line(event).length);
            dueAt = AT_ONCE;
        }
        if (journal.get().broken() > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} lines in {1} were cut off or damaged, and are lost",
                    journal.get().broken(),
                    config.queue().get());
        }
        makeRoom();
    }

    /**
     * Takes an event; it is kept before this returns. One whose id waits already changes nothing.
     *
     * @throws IllegalArgumentException for one that no body could hold
     * @throws IllegalStateException after {@link #close}
     */
    public void track(Event event) {
        byte[] line = EventJson.line(event);
        if (line.length > CollectorClient.MAX_BYTES / 2) {
            throw new IllegalArgumentException("Event " + event.id() + " has " + line.length + " bytes, more than "
                    + CollectorClient.MAX_BYTES / 2);
        }
        lock.lock();
        try {
            if (closing) {
                throw new IllegalStateException("The tracker is closed; event " + event.id() + " is not taken");
            }
            if (!outbox.add(event, line.length)) {
                return;
            }
            keep(file -> file.came(line));
            makeRoom();
            dueAt = Math.min(dueAt, now() + config.linger().toMillis());
            if (outbox.size() == 1 || outbox.size() >= limit) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    public Counts counts() {
        lock.lock();
        try {
            return new Counts(taken, rejected, dropped, outbox.size());
        } finally {
            lock.unlock();
        }
    }

    /** Sends without lingering and waits until nothing waits. @return whether that was reached */
    public boolean flush(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            dueAt = AT_ONCE;
            changed.signalAll();
            while (outbox.size() > 0) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes nothing more, and goes on sending for {@link TrackerConfig#closing}, at first at once, whatever pause there was. What is left then stays in the directory for the
     * next tracker; without one it is lost, and told to the log.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closing) {
                closing = true;
                closeAt = now() + config.closing().toMillis();
                notBefore = AT_ONCE;
                dueAt = AT_ONCE;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        boolean interrupted = ended(config.closing());
        sender.interrupt();
        interrupted |= ended(config.timeout());
        finish();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the sender, but no longer. @return whether the wait was interrupted */
    private boolean ended(Duration longest) {
        try {
            sender.join(Math.max(1, longest.toMillis()));
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void finish() {
        lock.lock();
        try {
            if (finished) {
                return;
            }
            finished = true;
            if (outbox.size() > 0) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} events for {1} {2}",
                        outbox.size(),
                        config.collector(),
                        onDisk ? "wait in " + config.queue().get() + " for the next start" : "are lost");
            }
            if (journal.isPresent()) {
                journal.get().close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "The queue in " + config.queue().get() + " cannot be closed", e);
        } finally {
            lock.unlock();
        }
    }

    private void send() {
        try {
            while (true) {
                List<Event> batch = next();
                if (batch.isEmpty()) {
                    return;
                }
                settle(batch, ask(batch));
            }
        } catch (InterruptedException e) {
            // By close, whose time is over: what is under way waits for the next start.
        }
    }

    private Answer ask(List<Event> batch) throws InterruptedException {
        try {
            return collector.send(batch, config.token().map(java.util.function.Supplier::get));
        } catch (RuntimeException e) {
            // Whoever gives the token has none, or the like; the sender must live on.
            return new Answer.NotNow(Duration.ZERO, "Nothing can be sent: " + e);
        }
    }

    /** The batch that is due, when it is; none when the tracker is closed, and nothing waits or its time is over. */
    private List<Event> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = now();
                if (closing && (outbox.size() == 0 || now >= closeAt)) {
                    return List.of();
                }
                long due = outbox.size() >= limit ? AT_ONCE : dueAt;
                long at = outbox.size() == 0 ? NEVER : Math.max(due, notBefore);
                if (now >= at) {
                    return outbox.next(limit);
                }
                long until = Math.min(at, closeAt);
                if (until == NEVER) {
                    changed.await();
                } else {
                    var unused = changed.await(until - now, TimeUnit.MILLISECONDS);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void settle(List<Event> batch, Answer answer) {
        lock.lock();
        try {
            if (answer instanceof Answer.Taken done) {
                arrived(batch, done);
            } else if (answer instanceof Answer.Refused refused) {
                refuse(batch, refused);
            } else if (answer instanceof Answer.NotNow later) {
                pause(later);
            }
            outbox.back();
            dueAt = outbox.size() == 0 ? NEVER : closing ? AT_ONCE : Math.min(dueAt, now());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void arrived(List<Event> batch, Answer.Taken answer) {
        if (failures > 0) {
            LOG.log(System.Logger.Level.INFO, "{0} takes events again", config.collector());
        }
        failures = 0;
        limit = Math.min(CollectorClient.MAX_EVENTS, 2 * limit);
        taken += batch.size();
        for (Answer.Rejected one : answer.rejected()) {
            if (one.index() >= 0 && one.index() < batch.size()) {
                reject(batch.get(one.index()).id(), one.reason());
            }
        }
        gone(ids(batch));
    }

    private void refuse(List<Event> batch, Answer.Refused answer) {
        if (batch.size() > 1) {
            limit = batch.size() / 2;
            return;
        }
        LOG.log(
                System.Logger.Level.ERROR,
                "{0} will never take event {1}",
                answer.why(),
                batch.get(0).id());
        reject(batch.get(0).id(), Integer.toString(answer.status()));
        gone(ids(batch));
    }

    private void pause(Answer.NotNow answer) {
        if (failures == 0) {
            LOG.log(System.Logger.Level.WARNING, "Events wait: {0}", answer.why());
        }
        long longest = config.longestPause().toMillis();
        long most =
                failures > 30 ? longest : Math.min(longest, config.firstPause().toMillis() << failures);
        failures++;
        long wish = answer.atLeast().toMillis();
        // Who is asked to come back at a time comes a little later than all the others.
        long pause = wish > 0 ? wish + random.nextLong(wish / 10 + 1) : random.nextLong(most + 1);
        notBefore = now() + pause;
    }

    private void reject(UUID id, String reason) {
        rejected++;
        tell(() -> listener.rejected(id, reason));
    }

    private static void tell(Runnable listening) {
        try {
            listening.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A listener failed", e);
        }
    }

    private void makeRoom() {
        List<UUID> gone = outbox.overflow();
        if (gone.isEmpty()) {
            return;
        }
        if (dropped == 0) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "More than {0} events or {1} bytes wait for {2}: some are dropped",
                    config.maxEvents(),
                    config.maxBytes(),
                    config.collector());
        }
        dropped += gone.size();
        keep(file -> file.went(gone));
        tell(() -> gone.forEach(listener::dropped));
    }

    private void gone(Collection<UUID> ids) {
        outbox.remove(ids);
        keep(file -> file.went(ids));
        tidy();
    }

    private static List<UUID> ids(List<Event> batch) {
        List<UUID> ids = new ArrayList<>(batch.size());
        batch.forEach(event -> ids.add(event.id()));
        return ids;
    }

    private interface Change {
        void to(Journal journal) throws IOException;
    }

    /** A full disk loses no event while the process lives. */
    private void keep(Change change) {
        if (onDisk) {
            onDisk(change);
        }
    }

    /** Sweeps the file when it is worth it; after a failure of the disk it is written anew. */
    private void tidy() {
        if (journal.isPresent() && (!onDisk || journal.get().isWorthSweeping(outbox.bytes()))) {
            onDisk(file -> file.sweep(outbox.all()));
        }
    }

    private void onDisk(Change change) {
        try {
            change.to(journal.orElseThrow());
            onDisk = true;
        } catch (IOException e) {
            if (onDisk) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "What waits in " + config.queue().get() + " is in memory only from now on",
                        e);
            }
            onDisk = false;
        }
    }
}
