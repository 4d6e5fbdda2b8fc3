package io.wetoken.flink.live;

import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.util.HashMap;
import java.util.Map;

/** One connection for all tasks of a process: each costs threads and memory. Closed when its last user has closed it. */
final class SharedStore {
    private static final Map<String, SharedStore> OPEN = new HashMap<>();

    private final Store store;
    private int users;

    private SharedStore(Store store) {
        this.store = store;
    }

    /** @throws java.io.UncheckedIOException when nobody answers */
    static Use open(String zookeeper) {
        synchronized (OPEN) {
            SharedStore shared = OPEN.get(zookeeper);
            if (shared == null) {
                shared = new SharedStore(Stores.hbase(zookeeper));
                OPEN.put(zookeeper, shared);
            }
            shared.users++;
            return new Use(zookeeper, shared.store);
        }
    }

    /** One task's share. */
    static final class Use implements AutoCloseable {
        private final String zookeeper;
        private final Store store;
        private boolean closed;

        private Use(String zookeeper, Store store) {
            this.zookeeper = zookeeper;
            this.store = store;
        }

        Store store() {
            return store;
        }

        @Override
        public void close() {
            synchronized (OPEN) {
                if (closed) {
                    return;
                }
                closed = true;
                SharedStore shared = OPEN.get(zookeeper);
                shared.users--;
                if (shared.users == 0) {
                    OPEN.remove(zookeeper);
                    shared.store.close();
                }
            }
        }
    }
}
