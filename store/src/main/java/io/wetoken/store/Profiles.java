package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an account did of late; what a personal feed starts from. */
public interface Profiles {
    /** How many interactions a profile keeps: the newest. */
    int MAX_RECENT = 100;

    /** How many contents that were seen a profile keeps: the newest. */
    int MAX_SEEN = 500;

    /** Of how many of the account's days a profile is made: the newest on which it did something. */
    int MAX_DAYS = 30;

    Optional<Profile> find(AccountId account);

    /** Each instead of what was there of its day. */
    void putAll(Collection<Part> parts);

    /** Keeps nothing of what an account did. Again it changes nothing. */
    void forget(AccountId account);

    /**
     * What an account did on one day. A late act may be with the day after its own, and an act may be with both.
     *
     * @param profile of that day alone
     */
    record Part(Epoch day, Profile profile) {}

    /**
     * @param recent newest first, at most {@link #MAX_RECENT}
     * @param seen contents that were before this account's eyes, each once, the latest first, at most {@link #MAX_SEEN}
     */
    record Profile(AccountId account, List<Interaction> recent, List<ContentId> seen) {
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

        /** @param parts of the account, the newest day first; empty when there are none */
        static Optional<Profile> of(AccountId account, List<Profile> parts) {
            Set<Interaction> acts = new LinkedHashSet<>();
            Set<ContentId> seen = new LinkedHashSet<>();
            for (Profile part : parts) {
                acts.addAll(part.recent);
                seen.addAll(part.seen);
            }
            List<Interaction> recent = new ArrayList<>(acts);
            recent.sort(Comparator.comparingLong(Interaction::at).reversed());
            return parts.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Profile(
                            account,
                            recent.subList(0, Math.min(recent.size(), MAX_RECENT)),
                            seen.stream().limit(MAX_SEEN).toList()));
        }
    }

    /**
     * @param kind name of the event kind
     * @param at ms since 1970, true time
     */
    record Interaction(ContentId content, AccountId owner, String kind, long at) {}
}
