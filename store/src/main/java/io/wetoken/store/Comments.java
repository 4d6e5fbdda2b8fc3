package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.Collection;
import java.util.List;

/** What people wrote under a content; only comments that the guard found valid. Gone after two years. */
public interface Comments {
    /** How many a list may ask for. */
    int MAX_LIST = 200;

    /** The same comment again changes nothing. */
    void putAll(Collection<Comment> comments);

    /** Newest first, {@code limit} 1..{@value #MAX_LIST}. */
    List<Comment> newest(ContentId content, int limit);

    /** Keeps nothing that an account wrote; reads the whole table. Again it changes nothing. */
    void forget(AccountId author);

    /**
     * @param at ms since 1970, true time
     * @param id of the event
     */
    record Comment(ContentId content, AccountId author, long at, String id, String text) {}
}
