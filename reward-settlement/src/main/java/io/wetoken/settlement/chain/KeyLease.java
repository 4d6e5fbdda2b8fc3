package io.wetoken.settlement.chain;

import io.wetoken.store.Outbox;
import io.wetoken.store.Outbox.Lease;
import io.wetoken.store.Outbox.Writer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** That this process is the one writer of a key. A holder on this host whose process is gone is displaced at once; others are waited for. */
final class KeyLease implements AutoCloseable {
    private final Outbox outbox;
    private final Writer key;
    private final Duration length;
    private final InstantSource clock;
    private final String holder;
    private Lease lease;

    /** @throws LeaseHeld when another process has it */
    KeyLease(Outbox outbox, Writer key, Duration length, InstantSource clock) throws IOException {
        this.outbox = outbox;
        this.key = key;
        this.length = length;
        this.clock = clock;
        this.holder = name(ProcessHandle.current());
        this.lease = take();
    }

    /** The lease as it is now; extended when it has been used for a third of its time. */
    Lease held() throws IOException {
        if (clock.instant().plus(length.multipliedBy(2).dividedBy(3)).isAfter(lease.until())) {
            long fence = lease.fence();
            lease = take();
            if (lease.fence() != fence) {
                throw new ChainException("The lease of the key " + key.address() + " ran out while this run stood"
                        + " still; run again");
            }
        }
        return lease;
    }

    private Lease take() throws IOException {
        Instant now = clock.instant();
        Optional<String> dead = outbox.lease(key).map(Lease::holder).filter(KeyLease::isDead);
        Optional<Lease> taken = outbox.take(key, holder, dead, now, now.plus(length));
        if (taken.isEmpty()) {
            throw new LeaseHeld(key.address(), outbox.lease(key).orElseThrow());
        }
        return taken.get();
    }

    private static boolean isDead(String holder) {
        String[] parts = holder.split("/", -1);
        if (parts.length != 3 || !parts[0].equals(host())) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(parts[1]))
                .filter(process -> process.isAlive() && name(process).equals(holder))
                .isEmpty();
    }

    /** Host, process and when it began: the same number is given out again. */
    private static String name(ProcessHandle process) {
        return host() + "/" + process.pid() + "/"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host"; // Then only processes that do not know their host either take it for theirs.
        }
    }

    @Override
    public void close() {
        outbox.release(key, lease, clock.instant());
    }
}
