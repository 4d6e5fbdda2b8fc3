package io.wetoken.serving.live;

import io.wetoken.store.Tallies.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Reads the figures once for everybody, at most once a second and only of what somebody watches, and sends them to each subscriber when they have changed.
 * A subscriber that reads slowly misses what came between, and never holds up the reading.
 */
public final class LiveFeed implements AutoCloseable {
    static final Duration PERIOD = Duration.ofSeconds(1);
    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** Threads that write to subscribers; a stuck one is freed by the connector's write timeout. */
    private static final int SENDERS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    /** Of each subject that is asked for what is to be sent. */
    private final Function<Set<Subject>, Map<Subject, ?>> read;

    private final int maxSubscribers;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();
    private final ScheduledExecutorService poller =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "live-poller"));
    /** The queue holds at most one task a subscriber. */
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS, task -> daemon(task, "live-sender"));

    private final List<ScheduledFuture<?>> timers;
    /** Only the poller's thread touches it. */
    private Map<Subject, ?> last = Map.of();

    private boolean failing;

    public LiveFeed(Function<Set<Subject>, Map<Subject, ?>> read, int maxSubscribers) {
        this.read = read;
        this.maxSubscribers = maxSubscribers;
        this.timers = List.of(every(PERIOD, this::poll), every(HEARTBEAT, () -> subscribers.forEach(Subscriber::beat)));
    }

    private ScheduledFuture<?> every(Duration period, Runnable task) {
        return poller.scheduleWithFixedDelay(task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Empty when all places are taken. The first figures are sent at once. */
    public Optional<SseEmitter> subscribe(Subject subject) {
        if (places.incrementAndGet() > maxSubscribers) {
            places.decrementAndGet();
            return Optional.empty();
        }
        Subscriber subscriber = new Subscriber(subject, senders, this::leave);
        subscribers.add(subscriber);
        poller.execute(() -> greet(subscriber));
        return Optional.of(subscriber.emitter());
    }

    int subscribers() {
        return subscribers.size();
    }

    private void greet(Subscriber subscriber) {
        Object known = subscribers.size() == 1 ? null : last.get(subscriber.subject());
        if (known == null) {
            last = without(subscriber.subject());
            poll();
        } else {
            subscriber.offer(known);
        }
    }

    private Map<Subject, ?> without(Subject subject) {
        return last.entrySet().stream()
                .filter(each -> !each.getKey().equals(subject))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Runs on the poller's thread only. */
    private void poll() {
        if (subscribers.isEmpty()) {
            return;
        }
        try {
            Map<Subject, ?> now =
                    read.apply(subscribers.stream().map(Subscriber::subject).collect(Collectors.toSet()));
            Map<Subject, ?> before = failing ? Map.of() : last;
            if (failing) {
                failing = false;
                LOG.info("The live figures can be read again");
            }
            last = now;
            for (Subscriber subscriber : subscribers) {
                Object view = now.get(subscriber.subject());
                if (view != null && !view.equals(before.get(subscriber.subject()))) {
                    subscriber.offer(view);
                }
            }
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                LOG.error("The live figures cannot be read; trying again every {}", PERIOD, e);
            }
            subscribers.forEach(Subscriber::unavailable);
        }
    }

    private void leave(Subscriber subscriber) {
        if (subscribers.remove(subscriber)) {
            places.decrementAndGet();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timers.forEach(timer -> timer.cancel(false));
        poller.shutdownNow();
        subscribers.forEach(Subscriber::end);
        senders.shutdownNow();
    }
}
