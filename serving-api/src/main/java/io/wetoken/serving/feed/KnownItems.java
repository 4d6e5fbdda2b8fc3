package io.wetoken.serving.feed;

import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.feed.Candidate;
import io.wetoken.recommender.file.ItemIds;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What {@link KnownClips} knows of the items of one model, by their numbers: to look hundreds up by name for every page is most of what a page costs, for each leads to
 * another corner of memory. Nothing is here that is not known there, but for what one thread forgets while another adds it; that grows too old and is looked up anew. 4 bytes an item.
 */
final class KnownItems {
    private final ItemIds ids;
    private final AtomicReferenceArray<Candidate> byNumber;

    KnownItems(ItemIds ids) {
        this.ids = ids;
        this.byNumber = new AtomicReferenceArray<>(ids.size());
    }

    /** Whether they are the very same, and not only equal. */
    @SuppressWarnings("ReferenceEquality") // A model that is opened anew has its own.
    boolean areOf(ItemIds other) {
        return ids == other;
    }

    /** Null where nothing is known. */
    Candidate get(int item) {
        return byNumber.get(item);
    }

    /**
     * What was looked up, unless something newer came meanwhile.
     *
     * @param found null for nothing
     * @return {@code found}
     */
    Candidate add(int item, Candidate found) {
        byNumber.updateAndGet(
                item,
                here -> here != null
                                && found != null
                                && Known.of(here).at() > Known.of(found).at()
                        ? here
                        : found);
        return found;
    }

    void put(ContentId content, Candidate of) {
        ids.find(content).ifPresent(item -> byNumber.set(item, of));
    }

    void forget(ContentId content) {
        ids.find(content).ifPresent(item -> byNumber.set(item, null));
    }
}
