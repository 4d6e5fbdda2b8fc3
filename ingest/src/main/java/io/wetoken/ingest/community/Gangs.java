package io.wetoken.ingest.community;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Accounts that are given away only by what they do together. */
final class Gangs {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;

    private Gangs() {}

    /** A list of videos goes around, and every account watches and likes each within some minutes of the others. */
    static List<Line> lockstep(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = new ArrayList<>();
        for (int gang = 0; lines.size() < count; gang++) {
            List<Person> members =
                    scene.strangers("step-" + gang, scene.gang(count - lines.size(), 16, 6, 10 + chance.below(40)));
            List<Acts> acts = members.stream().map(scene::acts).toList();
            long within = chance.between(2 * MINUTE_MS, 12 * MINUTE_MS);
            long time = scene.moment();
            int targets = 8 + chance.below(8);
            for (int target = 0; target < targets; target++) {
                Content content = scene.library().choose(chance, members.get(0), time);
                for (Acts member : acts) {
                    long at = time + chance.between(0, within);
                    if (chance.happens(0.85)) {
                        lines.add(member.watch(
                                "PLAY", content, at, (long) (content.lengthMs() * (0.3 + 0.6 * chance.share()))));
                    }
                    if (chance.happens(0.7)) {
                        lines.add(member.tap("LIKE", content, at + chance.around(2_000, 0.6)));
                    }
                }
                time += within + 3 * MINUTE_MS + chance.between(0, 10 * MINUTE_MS);
            }
        }
        return lines;
    }

    /** What one honest person did is done again by others, act by act, hours later, with a little jitter. */
    static List<Line> replayedTrace(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        Map<String, List<Line>> byActor = new HashMap<>();
        scene.honest().stream()
                .sorted(Comparator.comparingLong(Line::received).thenComparing(Line::text))
                .filter(line ->
                        line.head().contains("\"content\"") && !line.head().contains("\"RELEASE\""))
                .forEach(line -> byActor.computeIfAbsent(actor(line), none -> new ArrayList<>())
                        .add(line));
        List<List<Line>> traces = byActor.values().stream()
                .filter(trace -> trace.size() >= 20)
                .sorted(Comparator.comparing(trace -> trace.get(0).text()))
                .toList();
        List<Line> lines = new ArrayList<>();
        for (int copy = 0; lines.size() < count; ) {
            List<Line> trace = chance.one(traces);
            trace = trace.subList(0, Math.min(trace.size(), 60));
            long jitter = chance.between(1, 1_500);
            int copies = 1 + chance.below(5);
            for (int i = 0; i < copies; i++, copy++) {
                Person thief = scene.stranger("echo-" + copy, "echo-device-" + copy, chance.hash());
                long begin = trace.get(0).received();
                long last = trace.get(trace.size() - 1).received();
                long shift = chance.between(10 * MINUTE_MS, 20 * HOUR_MS);
                if (last + shift < scene.end() && begin + shift > scene.start()) {
                    again(scene, thief, trace, shift, jitter, lines);
                }
            }
        }
        return lines;
    }

    private static void again(
            Fraud.Scene scene, Person thief, List<Line> trace, long shift, long jitter, List<Line> lines) {
        String session = "s-" + scene.chance().hash();
        for (Line line : trace) {
            long late = shift + scene.chance().between(0, jitter);
            lines.add(line.by(scene.chance().uuid(), thief, session, late, scene.label()));
        }
    }

    private static String actor(Line line) {
        int from = line.head().indexOf("\"actor\":\"") + 9;
        return line.head().substring(from, line.head().indexOf('"', from));
    }

    /** Creators who watch, like, comment and follow each other all day, and little else. */
    static List<Line> ring(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = new ArrayList<>();
        for (int ring = 0; lines.size() < count; ring++) {
            List<Person> members =
                    scene.strangers("ring-" + ring, scene.gang(count - lines.size(), 25, 4, 5 + chance.below(10)));
            long time = scene.moment();
            List<Content> made = works(scene, members, time, lines);
            time = made.get(made.size() - 1).released();
            time += 10 * MINUTE_MS;
            for (int round = 0; round < 3; round++) {
                for (Person member : members) {
                    mutual(scene, member, time + chance.between(0, 90 * MINUTE_MS), made, lines);
                }
                time += 100 * MINUTE_MS;
            }
        }
        return lines;
    }

    /** Each of them releases something, one soon after the other. */
    private static List<Content> works(Fraud.Scene scene, List<Person> members, long begin, List<Line> lines) {
        Chance chance = scene.chance();
        List<Content> made = new ArrayList<>();
        long time = begin;
        for (Person member : members) {
            time += chance.between(1_000, 20_000);
            String id = "video-" + member.account();
            Content content = new Content(id, member.account(), member.topic(), chance.between(8, 60) * 1_000, time);
            made.add(content);
            lines.add(scene.acts(member).release(content, time));
        }
        return made;
    }

    private static void mutual(Fraud.Scene scene, Person member, long begin, List<Content> made, List<Line> lines) {
        Chance chance = scene.chance();
        Acts acts = scene.acts(member);
        long time = begin;
        for (Content own : made) {
            Content content = chance.happens(0.8) && !own.owner().equals(member.account())
                    ? own
                    : scene.library().choose(chance, member, time);
            long watched = (long) (content.lengthMs() * (0.3 + 0.7 * chance.share()));
            time += chance.around(1_500, 0.7) + watched;
            lines.add(acts.watch("PLAY", content, time, watched));
            for (String kind : List.of("LIKE", "COMMENT", "FOLLOW")) {
                if (chance.happens(0.5) && content.equals(own)) {
                    time += chance.around(2_500, 0.7);
                    lines.add(
                            kind.equals("COMMENT")
                                    ? acts.comment(content, time, "Great")
                                    : acts.tap(kind, content, time));
                }
            }
        }
    }

    /** A creator whose own other accounts send it gifts, and get them back as gifts to something of theirs. */
    static List<Line> giftBrushing(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = new ArrayList<>();
        for (int brush = 0; lines.size() < count; brush++) {
            List<Person> members = scene.strangers("brush-" + brush, 3 + chance.below(4));
            long time = scene.moment();
            List<Content> made = works(scene, members, time, lines);
            time = made.get(made.size() - 1).released();
            long tokens = chance.between(5, 200);
            for (int i = 0; i < members.size() * 8; i++) {
                time += MINUTE_MS + chance.around(120_000, 0.9);
                int from = chance.below(members.size());
                Content to = made.get((from + 1 + chance.below(members.size() - 1)) % members.size());
                lines.add(scene.acts(members.get(from)).transfer("GIFT", to, time, tokens + chance.below(5)));
            }
        }
        return lines;
    }
}
