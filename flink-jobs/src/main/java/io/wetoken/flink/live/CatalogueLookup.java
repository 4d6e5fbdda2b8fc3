package io.wetoken.flink.live;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.flink.guard.OwnerLookup;
import io.wetoken.store.Contents.Content;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

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
            public Map<ContentId, AccountId> owners(Collection<ContentId> contents) {
                return use.store().contents().findAll(contents).values().stream()
                        .collect(Collectors.toMap(Content::id, Content::owner));
            }

            @Override
            public void close() {
                use.close();
            }
        };
    }
}
