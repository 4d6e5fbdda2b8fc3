package io.wetoken.serving.feed;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.avro.ServedItem;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.feed.Candidate;
import io.wetoken.recommender.feed.Feed;
import io.wetoken.recommender.feed.Reader;
import io.wetoken.serving.clip.ClipView;
import io.wetoken.serving.clip.ClipViews;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import io.wetoken.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Makes pages. The profile is read for every page, so what somebody did a second ago shows; what is the same for everybody is at most a second old. Bounded: one
 * model run, two reads of the store for the candidates of the model, two for the page. Whoever has seen all that is proposed gets older clips, down to the
 * {@value io.wetoken.store.Clips#MAX_LIST}th.
 */
final class Feeds {
    private static final int FROM_MODEL = 200;
    /** How loudly the sources speak: taste before what everybody likes, and that before what nobody knows yet. */
    private static final double WALKS = 3;

    private static final double TRENDING = 1;
    private static final double FRESH = 0.5;
    private static final double OLDER = 0.1;
    private static final String REPORT = "REPORT";

    private final Store store;
    private final ClipViews views;
    private final CurrentModel model;
    private final Offer offer;
    private final ServedLog log;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final LearningRules rules = LearningRules.reference();

    Feeds(
            Store store,
            ClipViews views,
            CurrentModel model,
            Offer offer,
            ServedLog log,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.views = views;
        this.model = model;
        this.offer = offer;
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    /** An item and why it is there. */
    record Shown(Candidate candidate, int position, ClipView clip) {}

    /** @param cursor of the next page; empty when this one has nothing */
    record Page(String request, Optional<String> model, List<Shown> items, Optional<Cursor> cursor) {}

    /** @param from where the feed goes on; empty for its first page */
    Page page(Optional<AccountId> account, Optional<Cursor> from, int length) {
        Optional<Profile> profile = account.flatMap(store.profiles()::find);
        Optional<CurrentModel.Version> version = model.get();
        String name = account.map(AccountId::value).orElse("");
        List<Integer> served = from.map(Cursor::served).orElse(List.of());
        int position = from.map(Cursor::position).orElse(0);
        Map<ContentId, Clip> clips = new LinkedHashMap<>();
        List<Feed.Source> sources = sources(profile, version, clips);
        long seed = random.nextLong();
        Reader reader = new Reader(name, seen(profile, served, clips.keySet()), disliked(profile), position, seed);
        List<Candidate> page = Feed.page(sources, reader, length);
        if (page.size() < length || page.stream().anyMatch(Candidate::isAgain)) {
            // Nothing comes again, and no page ends, while there are older clips that this reader has not seen.
            sources.add(new Feed.Source(candidates(offer.older(), "older", clips), OLDER));
            reader = new Reader(name, seen(profile, served, clips.keySet()), disliked(profile), position, seed);
            page = Feed.page(sources, reader, length);
        }
        List<Shown> items = show(page, clips, profile, position);
        String request = new UUID(random.nextLong(), random.nextLong()).toString();
        String versionName = version.map(CurrentModel.Version::name).orElse("");
        log(request, name, versionName, items);
        Optional<Cursor> next = items.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cursor(
                        name,
                        versionName,
                        from.map(Cursor::at).orElseGet(clock::millis),
                        position + items.size(),
                        latestFirst(items, served)));
        return new Page(request, version.map(CurrentModel.Version::name), items, next);
    }

    /** @param clips gets those of all candidates */
    private List<Feed.Source> sources(
            Optional<Profile> profile, Optional<CurrentModel.Version> version, Map<ContentId, Clip> clips) {
        Offer.Now now = offer.get();
        List<Feed.Source> sources = new ArrayList<>();
        if (profile.isPresent() && version.isPresent()) {
            List<ContentId> found = Tastes.of(profile.get(), version.get().model(), rules.interactions(), FROM_MODEL);
            Map<ContentId, Clip> playable = store.clips().findAll(found);
            clips.putAll(playable);
            Map<ContentId, Long> plays = new LinkedHashMap<>();
            store.contents().figuresAll(playable.keySet()).forEach((content, of) -> plays.put(content, of.plays()));
            sources.add(new Feed.Source(
                    found.stream()
                            .filter(playable::containsKey)
                            .map(content -> candidate(playable.get(content), "walks", plays.getOrDefault(content, 0L)))
                            .toList(),
                    WALKS));
        }
        sources.add(new Feed.Source(candidates(now.trending(), "trending", clips), TRENDING));
        sources.add(new Feed.Source(candidates(now.fresh(), "fresh", clips), FRESH));
        return sources;
    }

    private static List<Candidate> candidates(List<Offer.Known> known, String policy, Map<ContentId, Clip> clips) {
        List<Candidate> candidates = new ArrayList<>(known.size());
        for (Offer.Known one : known) {
            clips.putIfAbsent(one.clip().content(), one.clip());
            candidates.add(candidate(one.clip(), policy, one.plays()));
        }
        return candidates;
    }

    private static Candidate candidate(Clip clip, String policy, long plays) {
        return Candidate.of(clip.content().value(), clip.owner().value(), policy, plays);
    }

    /** What this feed showed already counts as seen, also before the stream has told the profile. */
    private static List<String> seen(Optional<Profile> profile, List<Integer> served, Set<ContentId> candidates) {
        Map<Integer, String> byHash = candidates.stream()
                .collect(Collectors.toMap(ContentId::hashCode, ContentId::value, (one, other) -> one));
        List<String> seen = new ArrayList<>();
        served.stream().map(byHash::get).filter(java.util.Objects::nonNull).forEach(seen::add);
        profile.ifPresent(known -> {
            known.seen().forEach(content -> seen.add(content.value()));
            known.recent().forEach(act -> seen.add(act.content().value()));
        });
        return seen;
    }

    private static Set<String> disliked(Optional<Profile> profile) {
        return profile.stream()
                .flatMap(known -> known.recent().stream())
                .filter(act -> act.kind().equals(REPORT))
                .map(Interaction::content)
                .map(ContentId::value)
                .collect(Collectors.toSet());
    }

    private List<Shown> show(
            List<Candidate> page, Map<ContentId, Clip> clips, Optional<Profile> profile, int position) {
        List<ContentId> contents = page.stream()
                .map(candidate -> new ContentId(candidate.content()))
                .toList();
        Map<ContentId, ClipView> shown =
                views.of(contents.stream().map(clips::get).toList(), profile);
        List<Shown> items = new ArrayList<>();
        for (int at = 0; at < page.size(); at++) {
            items.add(new Shown(page.get(at), position + at, shown.get(contents.get(at))));
        }
        return items;
    }

    private static List<Integer> latestFirst(List<Shown> items, List<Integer> before) {
        List<Integer> served = new ArrayList<>();
        for (int at = items.size() - 1; at >= 0; at--) {
            served.add(new ContentId(items.get(at).candidate().content()).hashCode());
        }
        served.addAll(before);
        return served;
    }

    private void log(String request, String account, String version, List<Shown> items) {
        log.add(new ServedPage(
                request,
                account,
                clock.millis(),
                version,
                items.stream()
                        .map(item -> new ServedItem(
                                item.position(),
                                item.candidate().content(),
                                item.candidate().policy(),
                                item.candidate().propensity()))
                        .toList()));
    }
}
