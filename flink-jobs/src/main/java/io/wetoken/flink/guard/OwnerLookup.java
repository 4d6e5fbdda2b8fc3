package io.wetoken.flink.guard;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;

/** Where the owner of a content is looked up that the job itself has not seen released. Opened on each task. */
public interface OwnerLookup extends Serializable {
    /** Knows nobody: for files, which must be judged alike wherever they are. */
    OwnerLookup NONE = () -> new Opened() {
        @Override
        public Map<ContentId, AccountId> owners(Collection<ContentId> contents) {
            return Map.of();
        }

        @Override
        public void close() {}
    };

    Opened open();

    /** In use; for one thread. */
    interface Opened extends AutoCloseable {
        /** Of those that the catalogue knows, in one round trip. */
        Map<ContentId, AccountId> owners(Collection<ContentId> contents);

        @Override
        void close();
    }
}
