package io.wetoken.flink.review.core;

import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.core.Fingerprint;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that a review looks at: the distinct events of one epoch with what the stream thought of them. Order of adding does not matter. */
public final class Day {
    private final SortedMap<String, AccountDay> accounts = new TreeMap<>();
    private final Map<Long, Long> releases = new HashMap<>();
    private Optional<Day> before = Optional.empty();

    /** A day of which nothing earlier is known. */
    public Day() {}

    /** @param before the day before, of which nothing earlier is remembered from now on */
    public Day(Day before) {
        before.before = Optional.empty();
        this.before = Optional.of(before);
    }

    Optional<Day> before() {
        return before;
    }

    public void add(BehaviourEvent event, boolean suspect) {
        AccountDay account = accounts.computeIfAbsent(event.getActor(), AccountDay::new);
        account.count(suspect, event.getDevice(), event.getIpHash());
        String about = about(event);
        if (about == null) {
            return;
        }
        switch (event.getKind()) {
            case PLAY, SKIP, LIVE_PLAY, LIKE, COMMENT, SHARE, FOLLOW, GIFT, TIP ->
                account.add(new Deed(
                        event.getKind(),
                        TrueTime.of(event),
                        Fingerprint.of(about),
                        event.getOwner() == null ? Deed.NOBODY : Fingerprint.of(event.getOwner()),
                        TrueTime.watched(event),
                        event.getLengthMs() == null ? 0 : event.getLengthMs(),
                        Wording.of(event.getKind() == EventKind.COMMENT ? event.getText() : null)));
            case IMPRESSION -> account.glimpse(Fingerprint.of(about));
            case RELEASE -> {
                releases.merge(Fingerprint.of(about), TrueTime.of(event), Math::min);
                account.release(Fingerprint.of(about));
            }
            default -> {}
        }
    }

    private static String about(BehaviourEvent event) {
        if (event.getContent() != null) {
            return event.getContent();
        }
        return event.getRoom() != null ? event.getRoom() : event.getOwner();
    }

    /** Events of an account, of whatever kind; 0 for one that is not known. */
    public int events(String account) {
        AccountDay known = accounts.get(account);
        return known == null ? 0 : known.events();
    }

    /** Whether a content had been released for less than so long at that time: followers are told of it, and come. */
    boolean fresh(long content, long time, long ms) {
        Long released = releases.getOrDefault(
                content, before.map(day -> day.releases.get(content)).orElse(null));
        return released != null && time - released < ms;
    }

    /** By name. */
    Collection<AccountDay> accounts() {
        return accounts.values();
    }

    AccountDay account(String name) {
        return accounts.get(name);
    }
}
