package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Live figures of creators, rooms, apps and contents: from valid acts, since the beginning and by day; and who is watching now. For people to look at, never
 * for pay.
 */
public interface Tallies {
    /** What a figure is of. The letters are part of row keys. */
    enum Dimension {
        CREATOR('c'),
        ROOM('r'),
        APP('a'),
        CONTENT('v'),
        /** Everything there is; its only subject is {@link Subject#PLATFORM}. */
        PLATFORM('p');

        private final char letter;

        Dimension(char letter) {
            this.letter = letter;
        }

        static Dimension of(char letter) {
            for (Dimension dimension : values()) {
                if (dimension.letter == letter) {
                    return dimension;
                }
            }
            throw new IllegalArgumentException("No dimension has the letter '" + letter + "'");
        }
    }

    /** @param name an account, a room, an app or a content; 1 to 64 characters, none for the platform */
    record Subject(Dimension dimension, String name) {
        public static final Subject PLATFORM = new Subject(Dimension.PLATFORM, "");

        private static final int MAX_NAME = 64;

        public Subject {
            if (name.length() > MAX_NAME || name.isEmpty() != (dimension == Dimension.PLATFORM)) {
                throw new IllegalArgumentException(
                        "The name of a " + dimension + " has 1.." + MAX_NAME + " characters, not '" + name + "'");
            }
        }

        /** One text for both. */
        public String key() {
            return dimension.letter + name;
        }

        /** @throws IllegalArgumentException when it is not of the form of {@link #key} */
        public static Subject ofKey(String key) {
            if (key.isEmpty()) {
                throw new IllegalArgumentException("A subject's key begins with the letter of its dimension, not ''");
            }
            return new Subject(Dimension.of(key.charAt(0)), key.substring(1));
        }
    }

    /** Standard error of {@link Counts#viewersApprox} in millionths: two of three are closer, 95 of a hundred within twice as much. */
    long VIEWERS_ERROR_PPM = 16_187;

    /** Up to so many viewers are counted one by one; only beyond them is the number an estimate. */
    int VIEWERS_EXACT_TO = 383;

    /**
     * Valid acts. All exact but the last.
     *
     * @param plays effective ones
     * @param watchMs of all valid plays, effective or not
     * @param viewersApprox distinct accounts with a valid play, effective or not, as a sketch estimates them
     */
    record Counts(long plays, long watchMs, long likes, long comments, long shares, long viewersApprox) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
    }

    /** @param day empty: since the beginning */
    record Tally(Subject subject, Optional<Epoch> day, Counts counts) {}

    /**
     * How many accounts are watching.
     *
     * @param at when the number became that, ms since 1970 by the clock of who counts
     */
    record Watching(Subject subject, long viewers, long at) {}

    /** @param watching empty when nobody ever watched, and for creators and apps, of whom it is not counted */
    record Standing(Counts total, Counts day, Optional<Watching> watching) {
        public static final Standing NONE = new Standing(Counts.NONE, Counts.NONE, Optional.empty());
    }

    /**
     * Keeps no figures of a creator, and calls it by another name in the lists of days, as an erasure does: figures count on under the new name, from nothing. Again
     * it changes nothing.
     */
    void rename(AccountId from, AccountId to);

    void putAll(Collection<Tally> tallies);

    void putWatching(Collection<Watching> watching);

    /** All of them, in one round trip; of whom nothing is known it is {@link Standing#NONE}. */
    Map<Subject, Standing> findAll(Collection<Subject> subjects, Epoch day);

    /** How many creators a day's list has at most. */
    int MAX_TOP = 100;

    /** @param plays effective ones on the day, exact */
    record Ranked(AccountId creator, long plays) {
        static List<Ranked> renamed(List<Ranked> top, AccountId from, AccountId to) {
            return top.stream()
                    .map(each -> each.creator.equals(from) ? new Ranked(to, each.plays) : each)
                    .toList();
        }
    }

    /**
     * Replaces the day's list, most plays first.
     *
     * @throws IllegalArgumentException when there are more than {@link #MAX_TOP}
     */
    void putTop(Epoch day, List<Ranked> top);

    List<Ranked> top(Epoch day);
}
