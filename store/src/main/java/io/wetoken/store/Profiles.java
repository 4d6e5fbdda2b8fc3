package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What an account did of late; what a personal feed starts from. */
public interface Profiles {
    /** How many interactions a profile keeps: the newest. */
    int MAX_RECENT = 100;

    Optional<Profile> find(AccountId account);

    void putAll(Collection<Profile> profiles);

    /**
     * @param firstSeen ms since 1970, true time
     * @param lastSeen ms since 1970, true time
     * @param recent newest first, at most {@link #MAX_RECENT}
     */
    record Profile(AccountId account, long firstSeen, long lastSeen, long plays, long likes, List<Interaction> recent) {
        public Profile {
            if (recent.size() > MAX_RECENT) {
                throw new IllegalArgumentException(
                        "Profile of " + account + " has " + recent.size() + " interactions, the most is " + MAX_RECENT);
            }
            recent = List.copyOf(recent);
        }
    }

    /**
     * @param kind name of the event kind
     * @param at ms since 1970, true time
     */
    record Interaction(ContentId content, AccountId owner, String kind, long at) {}
}
