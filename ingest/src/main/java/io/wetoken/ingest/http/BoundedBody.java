package io.wetoken.ingest.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Reads a body up to a limit. What comes after it is read and dropped, so that the sender sees the answer instead of a broken connection; but not
 * more than {@link #MAX_DROPPED}.
 */
final class BoundedBody implements Subscriber<HttpObject> {
    static final long MAX_DROPPED = 16 << 20;

    private final int limit;
    private final Admission.Share share;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<BoundedBody> done = new CompletableFuture<>();
    private Subscription subscription;
    private boolean whole = true;
    private boolean crowded;
    private long dropped;

    BoundedBody(int limit, Admission.Share share) {
        this.limit = limit;
        this.share = share;
    }

    /** Completes with this, when all has been read. */
    CompletableFuture<BoundedBody> done() {
        return done;
    }

    /** At most the limit. */
    byte[] bytes() {
        return kept.toByteArray();
    }

    /** Whether that is all of it. */
    boolean whole() {
        return whole;
    }

    /** Whether it was dropped because all bodies together are too large. */
    boolean crowded() {
        return crowded;
    }

    @Override
    public void onSubscribe(Subscription s) {
        subscription = s;
        s.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(HttpObject object) {
        if (!(object instanceof HttpData data)) {
            return;
        }
        byte[] bytes = data.array();
        int room = Math.min(bytes.length, limit - kept.size());
        if (!crowded && room > 0) {
            crowded = !share.take(room);
        }
        if (!crowded) {
            kept.write(bytes, 0, room);
        }
        if (room < bytes.length || crowded) {
            whole = false;
            dropped += bytes.length - (crowded ? 0 : room);
            if (dropped > MAX_DROPPED) {
                finish();
                subscription.cancel();
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        finish();
    }

    private void finish() {
        done.complete(this);
    }
}
