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

    /** How many contents that were seen a profile keeps: the newest. */
    int MAX_SEEN = 500;

    Optional<Profile> find(AccountId account);

    void putAll(Collection<Profile> profiles);

    /**
     * @param firstSeen ms since 1970, true time
     * @param lastSeen ms since 1970, true time
     * @param recent newest first, at most {@link #MAX_RECENT}
     * @param seen contents that were before this account's eyes, each once, the latest first, at most {@link #MAX_SEEN}
     */
    record Profile(
            AccountId account,
            long firstSeen,
            long lastSeen,
            long plays,
            long likes,
            List<Interaction> recent,
            List<ContentId> seen) {
        public Profile {
            if (recent.size() > MAX_RECENT) {
                throw new IllegalArgumentException(
                        "Profile of " + account + " has " + recent.size() + " interactions, the most is " + MAX_RECENT);
            }
            if (seen.size() > MAX_SEEN) {
                throw new IllegalArgumentException(
                        "Profile of " + account + " has seen " + seen.size() + " contents, the most is " + MAX_SEEN);
            }
            recent = List.copyOf(recent);
            seen = List.copyOf(seen);
        }
    }

    /**
     * @param kind name of the event kind
     * @param at ms since 1970, true time
     */
    record Interaction(ContentId content, AccountId owner, String kind, long at) {}
}
