package io.wetoken.serving.live;

import io.wetoken.store.Tallies.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One open stream on one subject: it keeps only the newest message that is still to be sent. */
final class Subscriber {
    /** Browsers reconnect by themselves; so forgotten connections do not live for ever. */
    private static final Duration LIFE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    private interface Message {
        void sendTo(SseEmitter emitter) throws IOException;
    }

    private final Subject subject;
    private final SseEmitter emitter = new SseEmitter(LIFE.toMillis());
    private final AtomicReference<Message> pending = new AtomicReference<>();
    private final AtomicBoolean sending = new AtomicBoolean();
    private final Executor senders;
    private final Consumer<Subscriber> leave;

    Subscriber(Subject subject, Executor senders, Consumer<Subscriber> leave) {
        this.subject = subject;
        this.senders = senders;
        this.leave = leave;
        emitter.onTimeout(emitter::complete);
        emitter.onCompletion(() -> leave.accept(this));
        emitter.onError(cause -> leave.accept(this));
    }

    Subject subject() {
        return subject;
    }

    SseEmitter emitter() {
        return emitter;
    }

    void offer(Object view) {
        put(target -> target.send(SseEmitter.event().name("figures").data(view, MediaType.APPLICATION_JSON)));
    }

    void unavailable() {
        put(target ->
                target.send(SseEmitter.event().name("unavailable").data("The figures cannot be read at the moment")));
    }

    /** Keeps the connection open, and finds out whether the other side is still there. */
    void beat() {
        if (pending.compareAndSet(null, target -> target.send(SseEmitter.event().comment("still here")))) {
            schedule();
        }
    }

    void end() {
        try {
            emitter.complete();
        } catch (IllegalStateException e) {
            LOG.debug("The stream had ended already", e);
        }
    }

    private void put(Message message) {
        pending.set(message);
        schedule();
    }

    private void schedule() {
        if (sending.compareAndSet(false, true)) {
            try {
                senders.execute(this::drain);
            } catch (RejectedExecutionException e) {
                LOG.debug("The site is stopping; a live stream ends", e);
            }
        }
    }

    private void drain() {
        try {
            for (Message message = pending.getAndSet(null); message != null; message = pending.getAndSet(null)) {
                message.sendTo(emitter);
            }
        } catch (IOException | IllegalStateException e) {
            // The container, which sees the broken connection too, ends the request.
            LOG.debug("A live stream's reader has gone", e);
            leave.accept(this);
        } finally {
            sending.set(false);
            if (pending.get() != null) {
                schedule();
            }
        }
    }
}
