package io.wetoken.flink.review.core;

import io.wetoken.flink.guard.core.Fingerprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one account did in a day, as far as a review needs it. Bounded: what goes beyond is counted and not kept. */
final class AccountDay implements Comparable<AccountDay> {
    /** More than a very busy person's day; who does far more meets the guard's daily rate. */
    static final int KEPT_ACTS = 4_000;
    /** Devices and addresses kept. */
    private static final int KEPT_PLACES = 16;

    private static final Comparator<Deed> BY_TIME =
            Comparator.comparingLong(Deed::end).thenComparing(Deed::kind).thenComparingLong(Deed::content);

    private final String account;
    private final List<Deed> deeds = new ArrayList<>();
    private final Set<Long> glimpsed = new HashSet<>();
    private final Set<Long> released = new HashSet<>();
    private final Set<String> devices = new TreeSet<>();
    private final Set<String> addresses = new TreeSet<>();
    private int events;
    private int suspects;
    private boolean sorted = true;
    private long countdown = -1;

    AccountDay(String account) {
        this.account = account;
    }

    void add(Deed deed) {
        if (deeds.size() < KEPT_ACTS) {
            deeds.add(deed);
            sorted = false;
            countdown = -1;
        }
    }

    /** A content was on its screen. */
    void glimpse(long content) {
        if (glimpsed.size() < KEPT_ACTS) {
            glimpsed.add(content);
        }
    }

    void release(long content) {
        if (released.size() < KEPT_ACTS) {
            released.add(content);
        }
    }

    /** Contents that it favoured. */
    Set<Long> favoured() {
        return deeds.stream().filter(Deed::favours).map(Deed::content).collect(Collectors.toSet());
    }

    /** Contents of its own. */
    Set<Long> released() {
        return released;
    }

    /** Contents that it watched or had on its screen. */
    Set<Long> seen() {
        Set<Long> seen = new HashSet<>(glimpsed);
        deeds.stream().filter(Deed::views).forEach(deed -> seen.add(deed.content()));
        return seen;
    }

    void count(boolean suspect, String device, String address) {
        events++;
        suspects += suspect ? 1 : 0;
        keep(devices, device);
        keep(addresses, address);
    }

    private static void keep(Set<String> places, String place) {
        if (place != null && !place.isEmpty() && places.size() < KEPT_PLACES) {
            places.add(place);
        }
    }

    /** By name. */
    @Override
    public int compareTo(AccountDay other) {
        return account.compareTo(other.account);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountDay day && account.equals(day.account);
    }

    @Override
    public int hashCode() {
        return account.hashCode();
    }

    String account() {
        return account;
    }

    /** What other accounts' deeds name it by, as owner. */
    long fingerprint() {
        return Fingerprint.of(account);
    }

    /** By the time at which they ended. */
    List<Deed> deeds() {
        if (!sorted) {
            deeds.sort(BY_TIME);
            sorted = true;
        }
        return deeds;
    }

    /**
     * Whether an act is not a choice but what the player did ({@link Deed#continues}), or would do after a countdown: where the next video nearly always begins equally
     * long after the end of one, a player counts.
     *
     * @param i of {@link #deeds}
     */
    boolean continues(int i) {
        if (i == 0) {
            return false;
        }
        Deed deed = deeds().get(i);
        Deed before = deeds().get(i - 1);
        return deed.continues(before)
                || (countdown() > 0
                        && deed.follows(before)
                        && Countdown.about(countdown(), deed.start() - before.end()));
    }

    private long countdown() {
        if (countdown < 0) {
            countdown = Countdown.of(deeds());
        }
        return countdown;
    }

    Set<String> devices() {
        return devices;
    }

    Set<String> addresses() {
        return addresses;
    }

    /** All of the day, of whatever kind. */
    int events() {
        return events;
    }

    /** Those that the stream suspected. */
    int suspects() {
        return suspects;
    }
}
