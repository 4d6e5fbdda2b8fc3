package io.wetoken.flink.live;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.flink.guard.OwnerLookup;
import io.wetoken.store.Contents.Content;
import java.util.Optional;

/** Asks the catalogue in the store. */
public final class CatalogueLookup implements OwnerLookup {
    private final String zookeeper;

    public CatalogueLookup(String zookeeper) {
        this.zookeeper = zookeeper;
    }

    @Override
    public Opened open() {
        SharedStore.Use use = SharedStore.open(zookeeper);
        return new Opened() {
            @Override
            public Optional<AccountId> owner(ContentId content) {
                return use.store().contents().find(content).map(Content::owner);
            }

            @Override
            public void close() {
                use.close();
            }
        };
    }
}
