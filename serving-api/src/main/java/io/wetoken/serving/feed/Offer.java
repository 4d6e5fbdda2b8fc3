package io.wetoken.serving.feed;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.recommender.feed.Candidate;
import io.wetoken.store.Clips;
import io.wetoken.store.Metrics.Trending;
import io.wetoken.store.Store;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Subject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is the same for everybody: what trends and what is new, read at most once a second for all; and what was new before that, read at most every ten
 * seconds, for those who have seen the new. Which they are is of now, their counts are what {@link KnownClips} gives. Whoever comes while one reads gets what was
 * read last; before there is any, they wait for it.
 */
final class Offer {
    private static final int TRENDING = 200;
    private static final int FRESH = 300;
    /** Of all works of a creator together: five times what makes a single one known. */
    private static final long NEWCOMER_PLAYS = 100;

    private final Store store;
    private final KnownClips known;
    private final Shared<Now> now;
    private final Shared<List<Candidate>> older;
    private final Shared<Set<AccountId>> newcomers;

    Offer(Store store, KnownClips known, InstantSource clock) {
        this.store = store;
        this.known = known;
        this.now = new Shared<>(this::read, Duration.ofSeconds(1), clock);
        this.older = new Shared<>(this::readOlder, Duration.ofSeconds(10), clock);
        this.newcomers = new Shared<>(this::readNewcomers, Duration.ofSeconds(10), clock);
    }

    /** Hottest first, newest first; only what can be played. */
    record Now(List<Candidate> trending, List<Candidate> fresh) {}

    Now get() {
        return now.get();
    }

    /** What is too old to be in {@link #get}, newest first, down to the {@value Clips#MAX_LIST}th clip; empty when all is there. */
    List<Candidate> older() {
        return now.get().fresh().size() < FRESH ? List.of() : older.get();
    }

    private List<Candidate> readOlder() {
        List<ContentId> all = store.clips().newest(Clips.MAX_LIST);
        List<ContentId> beyond = all.subList(Math.min(FRESH, all.size()), all.size());
        return candidates(beyond, known.listed(beyond), "older");
    }

    private Now read() {
        List<ContentId> hot = store.metrics().trending().stream()
                .limit(TRENDING)
                .map(Trending::content)
                .toList();
        List<ContentId> fresh = store.clips().newest(FRESH);
        Map<ContentId, Candidate> read = known.listed(fresh);
        known.candidates(hot).forEach(read::putIfAbsent);
        known.renew(read);
        Set<AccountId> unknown = newcomers.get();
        return new Now(
                candidates(hot, read, "trending"),
                candidates(fresh, read, "fresh").stream()
                        .map(candidate ->
                                unknown.contains(new AccountId(candidate.owner())) ? candidate.ofNewcomer() : candidate)
                        .toList());
    }

    private static List<Candidate> candidates(
            List<ContentId> contents, Map<ContentId, Candidate> known, String policy) {
        return contents.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(candidate -> candidate.under(policy))
                .toList();
    }

    /** Of those who published lately, whose works together have hardly been played. */
    private Set<AccountId> readNewcomers() {
        List<Subject> creators = known.listed(store.clips().newest(FRESH)).values().stream()
                .map(candidate -> new Subject(Dimension.CREATOR, candidate.owner()))
                .distinct()
                .toList();
        Set<AccountId> unknown = new HashSet<>();
        store.tallies().findAll(creators, Epoch.of(0)).forEach((creator, standing) -> {
            if (standing.total().plays() < NEWCOMER_PLAYS) {
                unknown.add(new AccountId(creator.name()));
            }
        });
        return unknown;
    }
}
