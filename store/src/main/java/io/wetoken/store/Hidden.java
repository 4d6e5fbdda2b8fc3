package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import java.util.Comparator;
import java.util.List;

/** What people do not want to see again. It is read for every page of a feed, so each list is bounded. */
public interface Hidden {
    /** How many creators an account may mute, and how many accounts it may block. */
    int MAX_PEOPLE = 1_000;

    /** How many contents an account may dismiss. */
    int MAX_CONTENTS = 5_000;

    /** How many of those who block an account are known to its pages: the first by the bytes of their ids. */
    int MAX_BLOCKED_BY = 10_000;

    /** What is hidden from whom. */
    enum Kind {
        /** A creator, whose works one does not want to be shown. They are not told. */
        MUTED('m', MAX_PEOPLE),
        /** An account: neither is to see what the other makes and writes. */
        BLOCKED('b', MAX_PEOPLE),
        /** A content that one is not interested in. */
        DISMISSED('d', MAX_CONTENTS);

        private final char letter;
        private final int most;

        Kind(char letter, int most) {
            this.letter = letter;
            this.most = most;
        }

        /** In rows; it never changes. */
        char letter() {
            return letter;
        }

        /** How many an account may have. */
        public int most() {
            return most;
        }
    }

    /** What came of hiding something. */
    enum Hid {
        NOW,
        BEFORE,
        /** The account has {@link Kind#most} already: nothing changed. */
        TOO_MANY
    }

    /** All that concerns an account, in one round trip; empty lists for an account that is not known. */
    Lists of(AccountId account);

    /**
     * Hides something; what is hidden already stays as it is.
     *
     * @param name of the account or content
     * @param at ms since 1970
     * @return of two calls at once both may be the last, or the first
     */
    Hid hide(AccountId account, Kind kind, String name, long at);

    /** Takes it back. Again it changes nothing. */
    void show(AccountId account, Kind kind, String name);

    /** Keeps nothing of what an account hid, nor that others hid it; reads the whole table. Again it changes nothing. */
    void forget(AccountId account);

    /**
     * Something that was hidden.
     *
     * @param at ms since 1970
     */
    record Entry(String name, long at) {
        static final Comparator<Entry> NEWEST_FIRST =
                Comparator.comparingLong((Entry entry) -> -entry.at).thenComparing(Entry::name);
    }

    /**
     * The first three newest first.
     *
     * @param blockedBy accounts that block this one, at most {@link #MAX_BLOCKED_BY}
     */
    record Lists(List<Entry> muted, List<Entry> blocked, List<Entry> dismissed, List<AccountId> blockedBy) {
        public static final Lists NONE = new Lists(List.of(), List.of(), List.of(), List.of());

        public Lists {
            muted = newestFirst(muted);
            blocked = newestFirst(blocked);
            dismissed = newestFirst(dismissed);
            blockedBy = List.copyOf(blockedBy);
        }

        public List<Entry> of(Kind kind) {
            return switch (kind) {
                case MUTED -> muted;
                case BLOCKED -> blocked;
                case DISMISSED -> dismissed;
            };
        }

        /** Whether one of the two blocks the other. */
        public boolean apart(AccountId other) {
            return blockedBy.contains(other)
                    || blocked.stream().anyMatch(entry -> entry.name().equals(other.value()));
        }

        /** What hiding this comes to. */
        Hid hiding(Kind kind, String name) {
            if (of(kind).stream().anyMatch(entry -> entry.name().equals(name))) {
                return Hid.BEFORE;
            }
            return of(kind).size() < kind.most() ? Hid.NOW : Hid.TOO_MANY;
        }

        private static List<Entry> newestFirst(List<Entry> entries) {
            return entries.stream().sorted(Entry.NEWEST_FIRST).toList();
        }
    }
}
