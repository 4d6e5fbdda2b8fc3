package io.wetoken.serving.feed;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.feed.Candidate;
import io.wetoken.recommender.feed.Experiment;
import io.wetoken.recommender.feed.Feed;
import io.wetoken.recommender.feed.Reader;
import io.wetoken.recommender.feed.Unwanted;
import io.wetoken.recommender.rank.Ranking;
import io.wetoken.recommender.rank.Situation;
import io.wetoken.store.Hidden;
import io.wetoken.store.Profiles.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes one page one way: gathers what its sources propose to a reader, and has it ranked and re-ranked as an arm of an experiment wants it. */
final class PageMaker {
    static final int FROM_MODEL = 500;
    /** How loudly the sources speak: taste before what everybody likes, and that before what nobody knows yet. */
    private static final double WALKS = 3;

    private static final double TRENDING = 1;
    private static final double FRESH = 0.5;
    private static final double OLDER = 0.1;
    private static final String REPORT = "REPORT";
    private static final int VOICES = 3;

    private final KnownClips known;
    private final Offer offer;
    private final LearningRules rules = LearningRules.reference();

    PageMaker(KnownClips known, Offer offer) {
        this.known = known;
        this.offer = offer;
    }

    /** For whom and what for a page is made, whichever way. */
    record For(
            Optional<AccountId> account,
            Optional<Profile> profile,
            Situation situation,
            List<Integer> served,
            Hidden.Lists hidden,
            int position,
            long seed,
            int length) {
        Reader reader() {
            return new Reader(
                    account.map(AccountId::value).orElse(""),
                    served,
                    seen(profile),
                    unwanted(profile, hidden),
                    position,
                    seed);
        }
    }

    /** A page and what it was made of. */
    record Made(
            List<Feed.Source> sources,
            Optional<Tastes> tastes,
            Ranking ranking,
            Reader reader,
            Experiment experiment,
            int length,
            List<Candidate> page) {

        /** Of each item, by the name of its content. */
        Map<String, Because> because() {
            Map<String, Feed.Why> why = Feed.why(sources, ranking, reader, experiment, length);
            Map<String, Because> because = new HashMap<>();
            why.forEach((content, of) -> because.put(
                    content,
                    new Because(
                            of.named(),
                            tastes.map(known -> known.voices(new ContentId(content), VOICES))
                                    .orElse(List.of()),
                            of.moves())));
            return because;
        }
    }

    Made make(For reading, Optional<CurrentModel.Version> version, Experiment experiment) {
        Optional<Tastes> tastes =
                reading.profile().flatMap(of -> version.map(now -> Tastes.of(of, now.model(), rules.interactions())));
        List<Feed.Source> sources = sources(tastes);
        Ranking ranking = new Ranking(
                reading.situation(), version.flatMap(now -> now.model().ranker()));
        Reader reader = reading.reader();
        List<Candidate> page = Feed.page(sources, ranking, reader, experiment, reading.length());
        if (page.size() < reading.length() || page.stream().anyMatch(Candidate::isAgain)) {
            // Nothing comes again, and no page ends, while there are older clips that this reader has not seen.
            sources.add(new Feed.Source(offer.older(), OLDER));
            page = Feed.page(sources, ranking, reader, experiment, reading.length());
        }
        return new Made(sources, tastes, ranking, reader, experiment, reading.length(), page);
    }

    private List<Feed.Source> sources(Optional<Tastes> tastes) {
        List<Feed.Source> sources = new ArrayList<>();
        tastes.ifPresent(
                of -> sources.add(new Feed.Source(known.candidates(of.ids(), of.candidates(FROM_MODEL)), WALKS)));
        Offer.Now now = offer.get();
        sources.add(new Feed.Source(now.trending(), TRENDING));
        sources.add(new Feed.Source(now.fresh(), FRESH));
        return sources;
    }

    private static List<String> seen(Optional<Profile> profile) {
        List<String> seen = new ArrayList<>();
        profile.ifPresent(known -> {
            known.seen().forEach(content -> seen.add(content.value()));
            known.recent().forEach(act -> seen.add(act.content().value()));
        });
        return seen;
    }

    private static Unwanted unwanted(Optional<Profile> profile, Hidden.Lists hidden) {
        Set<String> contents = names(hidden.dismissed());
        profile.stream()
                .flatMap(known -> known.recent().stream())
                .filter(act -> act.kind().equals(REPORT))
                .forEach(act -> contents.add(act.content().value()));
        Set<String> blocked = names(hidden.blocked());
        hidden.blockedBy().forEach(account -> blocked.add(account.value()));
        return new Unwanted(contents, names(hidden.muted()), blocked);
    }

    private static Set<String> names(List<Hidden.Entry> entries) {
        return entries.stream().map(Hidden.Entry::name).collect(Collectors.toCollection(HashSet::new));
    }
}
