package io.wetoken.flink.guard;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.io.Serializable;
import java.util.Optional;

/** Where the owner of a content is looked up that the job itself has not seen released. Opened on each task. */
public interface OwnerLookup extends Serializable {
    /** Knows nobody: for files, which must be judged alike wherever they are. */
    OwnerLookup NONE = () -> new Opened() {
        @Override
        public Optional<AccountId> owner(ContentId content) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    };

    Opened open();

    /** In use; for one thread. */
    interface Opened extends AutoCloseable {
        Optional<AccountId> owner(ContentId content);

        @Override
        void close();
    }
}
