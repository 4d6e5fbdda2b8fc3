package io.wetoken.spark;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.ShareLink;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** The scores again, by plain loops over all events and with the numbers written out, sharing no code with the job. */
final class PlainScores {
    private final List<JudgedEvent> valid;
    private final Map<String, String> persons;
    private final Map<String, ShareLink> links;
    private final Set<String> confirmed;
    private final Epoch today;
    private final ActivityRules.Effective effective = ActivityRules.reference().effective();

    /** @param links what the site signed, by text */
    PlainScores(
            List<JudgedEvent> events,
            Map<String, String> persons,
            Map<String, ShareLink> links,
            Set<String> confirmed,
            Epoch today) {
        this.confirmed = confirmed;
        this.links = links;
        this.valid = events.stream()
                .filter(event -> event.getVerdict() == Verdict.VALID)
                .toList();
        this.persons = persons;
        this.today = today;
    }

    private static final class Creator {
        final Map<String, Long> releases = new HashMap<>();
        long plays;
        long watched;
        long length;
        final Set<List<Object>> acts = new HashSet<>();
        final Set<String> followers = new HashSet<>();
        final Map<String, Set<String>> playDays = new HashMap<>();

        long releaseMs() {
            return releases.values().stream().mapToLong(ms -> ms).sum();
        }

        long completion() {
            return length == 0 ? 0 : watched * 1_000_000 / length;
        }

        long interaction() {
            return plays == 0 ? 0 : acts.size() * 1_000_000L / plays;
        }

        long returning() {
            return playDays.values().stream().filter(days -> days.size() > 1).count();
        }

        boolean idle() {
            return releases.isEmpty() && plays == 0 && acts.isEmpty() && followers.isEmpty();
        }
    }

    Map<String, Long> bases() {
        Map<String, Long> recent = scores(window(28));
        Map<String, Long> all = scores(window(180));
        Map<String, Long> bases = new TreeMap<>();
        all.forEach((creator, score) -> bases.put(creator, Math.max(recent.getOrDefault(creator, 0L), score * 8 / 10)));
        return bases;
    }

    private String person(String account) {
        return persons.getOrDefault(account, account);
    }

    private boolean others(BehaviourEvent event) {
        return event.getOwner() != null && !person(event.getActor()).equals(person(event.getOwner()));
    }

    private static boolean own(BehaviourEvent event) {
        return event.getOwner() == null || event.getOwner().equals(event.getActor());
    }

    private Map<String, Creator> window(int days) {
        Map<String, Creator> creators = new TreeMap<>();
        Map<List<String>, Long> longest = new HashMap<>();
        for (JudgedEvent judged : valid) {
            BehaviourEvent event = judged.getEvent();
            if (event.getKind() == EventKind.RELEASE && own(event) && effective.release(length(event))) {
                longest.merge(List.of(event.getActor(), event.getContent()), length(event), Math::max);
            }
        }
        for (JudgedEvent judged : valid) {
            BehaviourEvent event = judged.getEvent();
            if (today.day() - Epoch.parse(judged.getEpoch()).day() >= days) {
                continue;
            }
            if (event.getKind() == EventKind.RELEASE) {
                if (own(event) && effective.release(length(event))) {
                    Creator creator = creators.computeIfAbsent(event.getActor(), any -> new Creator());
                    creator.releases.put(
                            event.getContent(), longest.get(List.of(event.getActor(), event.getContent())));
                }
                continue;
            }
            if (others(event)) {
                Creator creator = creators.computeIfAbsent(event.getOwner(), any -> new Creator());
                add(creator, event, judged.getEpoch());
            }
        }
        creators.values().removeIf(Creator::idle);
        return creators;
    }

    private void add(Creator creator, BehaviourEvent event, String day) {
        String person = person(event.getActor());
        switch (event.getKind()) {
            case PLAY, LIVE_PLAY -> {
                long watch = watch(event);
                if (effective.play(watch, length(event))) {
                    creator.plays++;
                    creator.watched += Math.min(watch, length(event));
                    creator.length += length(event);
                    creator.playDays
                            .computeIfAbsent(person, any -> new TreeSet<>())
                            .add(day);
                }
            }
            case LIKE, COMMENT, SHARE -> creator.acts.add(List.of(person, day, event.getKind()));
            case FOLLOW -> creator.followers.add(person);
            default -> {}
        }
    }

    private static Map<String, Long> scores(Map<String, Creator> creators) {
        List<ToLongFunction<Creator>> figures = List.of(
                creator -> creator.releases.size(),
                Creator::releaseMs,
                creator -> creator.plays,
                Creator::completion,
                Creator::interaction,
                creator -> creator.followers.size(),
                Creator::returning);
        Map<String, Long> scores = new TreeMap<>();
        creators.forEach((name, creator) -> {
            List<Long> relative = new ArrayList<>();
            for (ToLongFunction<Creator> figure : figures) {
                List<Long> positive = creators.values().stream()
                        .map(figure::applyAsLong)
                        .filter(value -> value > 0)
                        .sorted()
                        .toList();
                long value = figure.applyAsLong(creator);
                if (value == 0) {
                    relative.add(0L);
                } else {
                    int middle = positive.size() / 2;
                    long median = positive.size() % 2 == 1
                            ? positive.get(middle)
                            : (positive.get(middle - 1) + positive.get(middle)) / 2;
                    relative.add(Math.min(4_000_000, value * 1_000_000 / median));
                }
            }
            long fifths = (relative.get(0) + relative.get(1)) / 2
                    + 1_000_000
                    + (relative.get(2) + relative.get(3)) / 2
                    + relative.get(4)
                    + (relative.get(5) + relative.get(6)) / 2;
            scores.put(name, fifths / 5);
        });
        return scores;
    }

    Map<String, Long> promotion(Map<String, Long> points) {
        Map<String, Long> promotion = new TreeMap<>();
        given(points)
                .values()
                .forEach(byCreator ->
                        byCreator.forEach((creator, amount) -> promotion.merge(creator, amount, Long::sum)));
        return promotion;
    }

    /** By viewer and creator. */
    private Map<String, Map<String, Long>> given(Map<String, Long> points) {
        Map<String, Map<String, Long>> watched = new TreeMap<>();
        Map<String, Map<String, Set<EventKind>>> acts = new TreeMap<>();
        for (JudgedEvent judged : valid) {
            BehaviourEvent event = judged.getEvent();
            if (!judged.getEpoch().equals(today.toString()) || !others(event)) {
                continue;
            }
            switch (event.getKind()) {
                case PLAY, LIVE_PLAY ->
                    watched.computeIfAbsent(event.getActor(), any -> new TreeMap<>())
                            .merge(event.getOwner(), watch(event), Long::sum);
                case LIKE, COMMENT, SHARE ->
                    acts.computeIfAbsent(event.getActor(), any -> new TreeMap<>())
                            .computeIfAbsent(event.getOwner(), any -> new TreeSet<>())
                            .add(event.getKind());
                case GIFT, TIP, PURCHASE -> {
                    if (confirmed.contains(event.getTx())) {
                        acts.computeIfAbsent(event.getActor(), any -> new TreeMap<>())
                                .computeIfAbsent(event.getOwner(), any -> new TreeSet<>())
                                .add(EventKind.GIFT);
                    }
                }
                default -> {}
            }
        }
        Map<String, Map<String, Long>> all = new TreeMap<>();
        points.forEach((viewer, earned) -> {
            Map<String, Long> weights = new TreeMap<>();
            watched.getOrDefault(viewer, Map.of())
                    .forEach((creator, ms) -> weights.merge(creator, ms * 1_000_000 / 60_000, Long::sum));
            acts.getOrDefault(viewer, Map.of())
                    .forEach(
                            (creator, kinds) -> kinds.forEach(kind -> weights.merge(creator, weight(kind), Long::sum)));
            long total = weights.values().stream().mapToLong(weight -> weight).sum();
            weights.forEach((creator, weight) -> {
                long given = total == 0
                        ? 0
                        : BigInteger.valueOf(earned)
                                .multiply(BigInteger.valueOf(weight))
                                .divide(BigInteger.valueOf(total))
                                .longValueExact();
                if (given > 0) {
                    all.computeIfAbsent(viewer, any -> new TreeMap<>()).put(creator, given);
                }
            });
        });
        return all;
    }

    private static long weight(EventKind kind) {
        return switch (kind) {
            case LIKE -> 200_000;
            case GIFT -> 1_000_000;
            default -> 500_000;
        };
    }

    /** By creator and disseminator, of whatever account. */
    Map<List<String>, Long> referrals(Map<String, Long> points) {
        Map<List<String>, Long> referrals = new HashMap<>();
        given(points)
                .forEach((viewer, byCreator) -> byCreator.forEach((creator, given) -> {
                    if (isNew(viewer, creator)) {
                        refer(viewer, creator, given, referrals);
                    }
                }));
        return referrals;
    }

    private boolean isNew(String viewer, String creator) {
        return valid.stream().noneMatch(judged -> {
            BehaviourEvent event = judged.getEvent();
            long ago = today.day() - Epoch.parse(judged.getEpoch()).day();
            boolean earning = switch (event.getKind()) {
                case LIKE, COMMENT, SHARE, FOLLOW, GIFT, TIP, PURCHASE -> true;
                case PLAY, LIVE_PLAY -> watch(event) > 0;
                default -> false;
            };
            return ago >= 1
                    && ago <= 28
                    && earning
                    && creator.equals(event.getOwner())
                    && person(event.getActor()).equals(person(viewer));
        });
    }

    private void refer(String viewer, String creator, long given, Map<List<String>, Long> referrals) {
        List<BehaviourEvent> touches = new ArrayList<>();
        List<BehaviourEvent> acts = new ArrayList<>();
        for (JudgedEvent judged : valid) {
            BehaviourEvent event = judged.getEvent();
            long ago = today.day() - Epoch.parse(judged.getEpoch()).day();
            if (!viewer.equals(event.getActor()) || !creator.equals(event.getOwner()) || ago > 1) {
                continue;
            }
            ShareLink link = links.get(event.getLink());
            if (link != null
                    && link.creator().value().equals(creator)
                    && link.content().value().equals(event.getContent())) {
                touches.add(event);
            }
            boolean gives = switch (event.getKind()) {
                case LIKE, COMMENT, SHARE -> true;
                case PLAY, LIVE_PLAY -> watch(event) > 0;
                case GIFT, TIP, PURCHASE -> confirmed.contains(event.getTx());
                default -> false;
            };
            if (ago == 0 && gives) {
                acts.add(event);
            }
        }
        touches.sort(Comparator.comparing(BehaviourEvent::getReceived)
                .thenComparing(touch -> links.get(touch.getLink()).disseminator()));
        acts.sort(Comparator.comparing(BehaviourEvent::getReceived));
        List<BehaviourEvent> attributed = new ArrayList<>();
        String disseminator = "";
        for (BehaviourEvent act : acts) {
            BehaviourEvent last = null;
            for (BehaviourEvent touch : touches) {
                if (touch.getReceived() <= act.getReceived()) {
                    last = touch;
                }
            }
            if (last != null && act.getReceived() - last.getReceived() <= 86_400_000) {
                attributed.add(act);
                disseminator = links.get(last.getLink()).disseminator().value();
            }
        }
        String by = person(disseminator);
        if (!attributed.isEmpty() && !by.equals(person(viewer)) && !by.equals(person(creator))) {
            long points = BigInteger.valueOf(given)
                    .multiply(BigInteger.valueOf(weight(attributed)))
                    .divide(BigInteger.valueOf(weight(acts)))
                    .longValueExact();
            if (points > 0) {
                referrals.merge(List.of(creator, disseminator), points, Long::sum);
            }
        }
    }

    private long weight(List<BehaviourEvent> acts) {
        long watched = acts.stream()
                .filter(act -> act.getKind() == EventKind.PLAY || act.getKind() == EventKind.LIVE_PLAY)
                .mapToLong(PlainScores::watch)
                .sum();
        return watched * 1_000_000 / 60_000
                + (acts.stream().anyMatch(act -> act.getKind() == EventKind.LIKE) ? 200_000 : 0)
                + (acts.stream().anyMatch(act -> act.getKind() == EventKind.COMMENT) ? 500_000 : 0)
                + (acts.stream().anyMatch(act -> act.getKind() == EventKind.SHARE) ? 500_000 : 0)
                + (acts.stream().anyMatch(act -> confirmed.contains(act.getTx())) ? 1_000_000 : 0);
    }

    private static long watch(BehaviourEvent event) {
        return event.getWatchMs() == null ? 0 : event.getWatchMs();
    }

    private static long length(BehaviourEvent event) {
        return event.getLengthMs() == null ? 0 : event.getLengthMs();
    }
}
