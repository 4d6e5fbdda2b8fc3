package io.wetoken.flink.guard;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A catalogue in memory that notes what it was asked for. */
final class Catalogue implements OwnerLookup {
    private static final long serialVersionUID = 1;

    final HashMap<String, String> owners = new HashMap<>();
    final ArrayList<String> asked = new ArrayList<>();
    /** Nobody gets an answer before it is counted down. */
    transient CountDownLatch answers = new CountDownLatch(0);
    /** What it throws instead of an answer, or null. */
    RuntimeException broken;

    int trips;
    int open;

    @Override
    public Opened open() {
        open++;
        return new Opened() {
            @Override
            public Map<ContentId, AccountId> owners(Collection<ContentId> contents) {
                await();
                if (broken != null) {
                    throw broken;
                }
                trips++;
                Map<ContentId, AccountId> found = new HashMap<>();
                for (ContentId content : contents) {
                    asked.add(content.value());
                    String owner = owners.get(content.value());
                    if (owner != null) {
                        found.put(content, new AccountId(owner));
                    }
                }
                return found;
            }

            @Override
            public void close() {
                open--;
            }
        };
    }

    private void await() {
        try {
            if (!answers.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody let the catalogue answer within 30 s");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
