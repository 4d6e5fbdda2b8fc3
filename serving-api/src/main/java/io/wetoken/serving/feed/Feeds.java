package io.wetoken.serving.feed;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.avro.ServedItem;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.recommender.experiment.Arm;
import io.wetoken.recommender.experiment.Assigned;
import io.wetoken.recommender.experiment.Interleaving;
import io.wetoken.recommender.feed.Candidate;
import io.wetoken.recommender.feed.Experiment;
import io.wetoken.recommender.rank.Features;
import io.wetoken.recommender.rank.Situation;
import io.wetoken.serving.clip.ClipView;
import io.wetoken.store.Profiles.Profile;
import io.wetoken.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes pages. The profile, and what somebody hid, are read for every page, so what somebody did a second ago shows; what is the same for everybody is at most a second old. Nothing here
 * grows with the catalogue: a page is one read of the reader's row, {@value PageMaker#FROM_MODEL} candidates that the profile's acts lead to, and what {@link KnownClips} and {@link ShownClips} must read.
 * Whoever has seen all that is proposed gets older clips, down to the {@value io.wetoken.store.Clips#MAX_LIST}th.
 */
final class Feeds {
    private static final String LIKE = "LIKE";

    private final Store store;
    private final ShownClips shown;
    private final Situations situations;
    private final CurrentModel model;
    private final PageMaker maker;
    private final RunningExperiments experiments;
    private final ServedLog log;
    private final InstantSource clock;
    private final RandomGenerator random;

    Feeds(
            Store store,
            ShownClips shown,
            Situations situations,
            CurrentModel model,
            PageMaker maker,
            RunningExperiments experiments,
            ServedLog log,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.shown = shown;
        this.situations = situations;
        this.model = model;
        this.maker = maker;
        this.experiments = experiments;
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What is asked for.
     *
     * @param from where the feed goes on; empty for its first page
     * @param because whether each item is to be explained
     */
    record Asked(Optional<AccountId> account, Optional<Cursor> from, int length, boolean because) {}

    /** An item and why it is there, where that was asked for. */
    record Shown(Candidate candidate, int position, ClipView clip, Optional<Because> because) {}

    /** @param cursor of the next page; empty when this one has nothing */
    record Page(
            String request, Optional<String> model, String experiment, List<Shown> items, Optional<Cursor> cursor) {}

    Page page(Asked asked) {
        Store.Reading of = asked.account().map(store::reading).orElse(Store.Reading.NOBODY);
        Optional<Profile> profile = of.profile();
        String name = asked.account().map(AccountId::value).orElse("");
        List<Integer> served = asked.from().map(Cursor::served).orElse(List.of());
        int position = asked.from().map(Cursor::position).orElse(0);
        Assigned assigned = Assigned.of(experiments.get(), name);
        Optional<CurrentModel.Version> usual = model.get();
        Optional<CurrentModel.Version> version =
                assigned.model().isEmpty() ? usual : assigned.model().flatMap(model::named);
        Optional<CurrentModel.Version> rival = assigned.against()
                .flatMap(arm -> arm.model().isEmpty() ? usual : arm.model().flatMap(model::named));
        if ((assigned.model().isPresent() && version.isEmpty())
                || (assigned.against().flatMap(Arm::model).isPresent() && rival.isEmpty())) {
            // A model of the experiment is not there: this page is none of it, and is not logged as one.
            assigned = Assigned.USUAL;
            version = usual;
        }
        PageMaker.For reading = new PageMaker.For(
                asked.account(),
                profile,
                situations.of(asked.account(), profile, clock.millis()),
                served,
                of.hidden(),
                position,
                random.nextLong(),
                asked.length());
        PageMaker.Made made =
                maker.make(reading, version, assigned.against().isPresent() ? Experiment.USUAL : assigned.differs());
        Map<String, Because> because = new HashMap<>(asked.because() ? made.because() : Map.of());
        Optional<String> versionName = version.map(CurrentModel.Version::name);
        List<Interleaving.Pick> picks;
        if (assigned.against().isPresent()) {
            PageMaker.Made other =
                    maker.make(reading, rival, assigned.against().get().differs());
            picks = Interleaving.draft(made.page(), other.page(), asked.length(), random.nextLong());
            if (asked.because()) {
                other.because().forEach(because::putIfAbsent);
            }
        } else {
            picks = made.page().stream()
                    .map(candidate -> new Interleaving.Pick(candidate, Interleaving.Team.USUAL))
                    .toList();
        }
        List<Shown> items =
                show(picks.stream().map(Interleaving.Pick::candidate).toList(), profile, position, because);
        String request = new UUID(random.nextLong(), random.nextLong()).toString();
        log(request, name, versionName.orElse(""), assigned, reading.situation(), items, picks);
        Optional<Cursor> next = items.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cursor(
                        name,
                        versionName.orElse(""),
                        asked.from().map(Cursor::at).orElseGet(clock::millis),
                        position + items.size(),
                        latestFirst(items, served)));
        return new Page(request, versionName, assigned.differs().name(), items, next);
    }

    private List<Shown> show(
            List<Candidate> page, Optional<Profile> profile, int position, Map<String, Because> because) {
        Set<ContentId> liked = new HashSet<>();
        profile.stream()
                .flatMap(of -> of.recent().stream())
                .filter(act -> act.kind().equals(LIKE))
                .forEach(act -> liked.add(act.content()));
        List<Known> now = shown.of(page);
        List<Shown> items = new ArrayList<>();
        for (int at = 0; at < page.size(); at++) {
            Known of = now.get(at);
            items.add(new Shown(
                    page.get(at),
                    position + at,
                    ClipView.of(
                            of.clip(),
                            Optional.of(of.figures()),
                            liked.contains(of.clip().content())),
                    Optional.ofNullable(because.get(page.get(at).content()))));
        }
        return items;
    }

    private static List<Integer> latestFirst(List<Shown> items, List<Integer> before) {
        List<Integer> served = new ArrayList<>();
        for (int at = items.size() - 1; at >= 0; at--) {
            served.add(items.get(at).candidate().contentHash());
        }
        served.addAll(before);
        return served;
    }

    /** With what the ranker is told, also where there is none yet: one can only learn from what was logged. Nobody learns from pages of nobody. */
    private void log(
            String request,
            String account,
            String version,
            Assigned assigned,
            Situation situation,
            List<Shown> items,
            List<Interleaving.Pick> picks) {
        boolean learntFrom = !account.isEmpty();
        List<ServedItem> served = new ArrayList<>(items.size());
        for (int at = 0; at < items.size(); at++) {
            Shown item = items.get(at);
            served.add(new ServedItem(
                    item.position(),
                    assigned.against().isPresent() ? picks.get(at).team().name() : null,
                    item.candidate().content(),
                    item.candidate().policy(),
                    item.candidate().propensity(),
                    learntFrom ? Features.logged(situation, item.candidate()) : null));
        }
        log.add(new ServedPage(
                request,
                account,
                clock.millis(),
                version,
                assigned.arms(),
                served,
                learntFrom ? Features.names() : null));
    }
}
