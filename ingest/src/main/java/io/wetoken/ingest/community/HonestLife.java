package io.wetoken.ingest.community;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sessions of honest people: one at a time on a device, one video after the other. */
final class HonestLife {
    /** Share of a day's sessions that begin in each UTC hour, in thousandths: quiet at four, busiest after eight in the evening. */
    private static final int[] HOURS = {
        22, 14, 9, 6, 5, 8, 18, 32, 38, 36, 36, 42, 56, 50, 42, 42, 46, 56, 68, 80, 92, 88, 70, 44
    };

    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long HEARTBEAT_MS = 120_000;
    private static final long PAUSE_MS = 60_000;
    private static final long MAX_PAUSE_MS = 5 * PAUSE_MS;
    /** Share of sessions in a tunnel or a plane: what is done is sent later, all at once. */
    private static final double OFFLINE = 0.03;
    /** How often it is not one who comes but a room of people after a link. */
    private static final double LINKS = 0.004;

    private static final int MAX_MISSES = 10_000;
    private static final String[] REMARKS = {
        "Nice one", "More of this, please", "Where was that?", "Ha!", "Learned something"
    };

    private final Chance chance;
    private final People people;
    private final Library library;
    private final long start;
    private final int days;
    private final double[] hours = new double[HOURS.length];
    private final Map<String, TreeMap<Long, Long>> busy = new HashMap<>();

    HonestLife(Chance chance, People people, Library library, long start, int days) {
        this.chance = chance;
        this.people = people;
        this.library = library;
        this.start = start;
        this.days = days;
        double sum = 0;
        for (int i = 0; i < hours.length; i++) {
            sum += HOURS[i];
            hours[i] = sum;
        }
    }

    /** @throws IllegalArgumentException when so much cannot be done by so few in so little time */
    List<Line> lines(int count) {
        List<Line> lines = new ArrayList<>(count + 100);
        int misses = 0;
        while (lines.size() < count) {
            List<Line> session = session();
            if (session.isEmpty() && ++misses == MAX_MISSES) {
                throw new IllegalArgumentException("No room for " + count + " honest events of " + people.size()
                        + " people within " + days + " days");
            }
            misses = session.isEmpty() ? misses : 0;
            lines.addAll(session);
        }
        return lines.subList(0, count);
    }

    /** Empty when the device is in use at the time drawn. */
    private List<Line> session() {
        if (chance.happens(LINKS)) {
            return linkAtWork();
        }
        Person person = people.somebody(chance);
        long begin = start
                + chance.below(days) * DAY_MS
                + (chance.weighted(hours) + person.temper().hours()) % 24 * HOUR_MS
                + chance.between(0, HOUR_MS);
        return session(person, begin, Optional.empty());
    }

    /** Somebody sends a link around, and within a quarter of an hour those who sit at one address watch the same video. */
    private List<Line> linkAtWork() {
        List<Line> lines = new ArrayList<>();
        long time = start + chance.below(days) * DAY_MS + chance.between(8 * HOUR_MS, 17 * HOUR_MS);
        List<Person> colleagues = people.colleagues(chance);
        Content content = colleagues.isEmpty() ? null : library.choose(chance, colleagues.get(0), time);
        for (Person colleague : colleagues) {
            if (!content.owner().equals(colleague.account()) && chance.happens(0.5)) {
                lines.addAll(session(colleague, time + chance.between(0, HOUR_MS / 4), Optional.of(content)));
            }
        }
        return lines;
    }

    /** @param first what it comes for */
    private List<Line> session(Person person, long begin, Optional<Content> first) {
        if (begin < start + Library.OPENING_MS + PAUSE_MS || begin < person.joined()) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        long end = watch(person, begin, first, lines);
        TreeMap<Long, Long> taken = busy.computeIfAbsent(person.device(), device -> new TreeMap<>());
        Map.Entry<Long, Long> before = taken.floorEntry(end + PAUSE_MS);
        if (end + PAUSE_MS > start + days * DAY_MS || (before != null && before.getValue() + PAUSE_MS > begin)) {
            return List.of();
        }
        taken.put(begin, end);
        return lines;
    }

    /** @return when it ended, or when its device found a network again */
    private long watch(Person person, long begin, Optional<Content> first, List<Line> lines) {
        Acts acts = new Acts(chance, person, Line.HONEST);
        long network = chance.happens(OFFLINE) ? begin + chance.between(10 * PAUSE_MS, 3 * HOUR_MS) : 0;
        acts.offlineUntil(network);
        boolean autoplay = chance.happens(person.temper().autoplay());
        lines.add(acts.sign("OPEN", begin));
        String request = chance.uuid();
        long time = begin + chance.around(1_800, 0.6);
        long heartbeat = begin + HEARTBEAT_MS;
        int views = chance.heavyTailed(4, 60);
        for (int i = 0; i < views; i++) {
            Content content = i == 0 && first.isPresent() ? first.get() : library.choose(chance, person, time);
            boolean favourite = content.topic() == person.topic();
            if (chance.happens(0.4)) {
                lines.add(acts.impression(content, time, request, i));
            }
            time += autoplay ? chance.between(300, 600) : pause(person, 900);
            if (!autoplay && chance.happens(favourite ? 0.08 : 0.25)) {
                long watched = Math.min(content.lengthMs(), pause(person, 1_400));
                time += watched;
                lines.add(acts.watch("SKIP", content, time, watched));
            } else {
                double part = Math.min(1, (favourite ? 0.35 : 0.15) + 0.8 * chance.share());
                long watched = (long) (content.lengthMs() * (autoplay ? 1 : part));
                time += watched;
                lines.add(acts.watch("PLAY", content, time, watched));
                time = autoplay ? time : react(acts, person, content, favourite, time, lines);
            }
            while (heartbeat < time) {
                lines.add(acts.sign("HEARTBEAT", heartbeat));
                heartbeat += HEARTBEAT_MS;
            }
        }
        return Math.max(time, network);
    }

    private long react(Acts acts, Person person, Content content, boolean favourite, long watched, List<Line> lines) {
        long time = watched;
        double keen = person.temper().keen() * (favourite ? 1 : 0.3);
        if (chance.happens(0.22 * keen)) {
            time += pause(person, 1_100);
            lines.add(acts.tap("LIKE", content, time));
        }
        if (chance.happens(0.05 * keen)) {
            time += pause(person, 9_000);
            lines.add(acts.comment(content, time, REMARKS[chance.below(REMARKS.length)]));
        }
        if (chance.happens(0.03 * keen)) {
            time += pause(person, 3_000);
            lines.add(acts.tap("SHARE", content, time));
        }
        if (chance.happens(0.03 * keen)) {
            time += pause(person, 1_500);
            lines.add(acts.tap("FOLLOW", content, time));
        }
        if (chance.happens(0.004 * keen)) {
            time += pause(person, 5_000);
            lines.add(acts.transfer("GIFT", content, time, chance.between(1, 20)));
        }
        return time;
    }

    private long pause(Person person, long median) {
        return Math.min(MAX_PAUSE_MS, chance.around(median * person.temper().pace(), 0.8));
    }
}
