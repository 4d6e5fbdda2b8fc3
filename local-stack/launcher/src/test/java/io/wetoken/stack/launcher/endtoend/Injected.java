package io.wetoken.stack.launcher.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Lines whose fate is known, put between honest ones. Each trick is one account's (or one device's) alone and comes out the same in number whatever the order
 * in which its lines reach the guard.
 */
final class Injected {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate FIRST = RecordedLog.DAYS.get(0);
    private static final LocalDate SECOND = RecordedLog.DAYS.get(1);
    private static final LocalDate PAID = RecordedLog.PAID;
    private static final String WALL_TIME = "WATCHED_LONGER_THAN_WALL_TIME";
    private static final String DAY_WATCH = "WATCHED_OVER_1440_MINUTES";

    /** An honest act of the paid day, to be about something that is there. */
    private final Act about;

    private final List<Placed> lines = new ArrayList<>();
    private final Map<String, Long> rejections = new TreeMap<>();
    private final List<Trick> tricks = new ArrayList<>();
    private int made;

    /** @param place where in the file, ms by {@code received} */
    record Placed(long place, String text, boolean rejected) {}

    /** Some accepted lines, of which so many are suspect, each for exactly one of these sets of reasons. */
    record Trick(String name, List<String> ids, int suspect, List<List<String>> reasons) {}

    /**
     * @param retriedNextDay an honest act of the second day, whose line comes again a day later
     * @param retriedAtOnce one of the paid day, whose line comes again at the same instant and shortly after
     */
    Injected(Act about, Act retriedNextDay, String nextDayLine, Act retriedAtOnce, String atOnceLine) {
        this.about = about;
        rejected();
        duplicates(retriedNextDay, nextDayLine, retriedAtOnce, atOnceLine);
        honestOddities();
        fraud();
    }

    List<Placed> lines() {
        return lines;
    }

    /** How many by reason. */
    Map<String, Long> rejections() {
        return rejections;
    }

    List<Trick> tricks() {
        return tricks;
    }

    private void rejected() {
        refuse("NOT_JSON", "{\"id\":\"" + uuid() + "\",\"kind\":\"PLA");
        refuse("NOT_JSON", "two words");
        refuse("NOT_AN_OBJECT", "[1,2]");
        refuse("UNKNOWN_KIND", line("DANCE", "tester", noon()).toString());
        refuse("UNKNOWN_KIND", line("play", "tester", noon()).toString());
        refuse("BAD_ID", line("OPEN", "tester", noon()).put("id", "one").toString());
        refuse(
                "MISSING_FIELD",
                line("PLAY", "tester", noon()).put("lengthMs", 9_000).toString());
        refuse("MISSING_FIELD", line("LIKE", "", noon()).toString());
        refuse("WRONG_TYPE", play("tester", noon(), 0).put("watchMs", "long").toString());
        refuse("OUT_OF_RANGE", play("tester", noon(), -1).toString());
        refuse(
                "TOO_LONG",
                line("COMMENT", "tester", noon()).put("text", "x".repeat(2_001)).toString());
        refuse(
                "FUTURE_TIME",
                line("LIKE", "tester", time(LocalDate.of(2100, 1, 1), 0, 0)).toString());
        refuse(
                "ANCIENT_TIME",
                line("LIKE", "tester", noon()).put("at", time(FIRST, 11, 0)).toString());
        lines.add(new Placed(noon(), "", true)); // A blank line is no line.
    }

    private void refuse(String reason, String text) {
        lines.add(new Placed(noon(), text, true));
        rejections.merge(reason, 1L, Long::sum);
    }

    private void duplicates(Act nextDay, String nextDayLine, Act atOnce, String atOnceLine) {
        lines.add(new Placed(atOnce.received(), atOnceLine, false));
        again(atOnceLine, atOnce.received() + 1_500);
        again(nextDayLine, nextDay.received() + 24 * 3_600_000L);
        // A copy cannot say something else.
        ObjectNode first = play("copycat", time(PAID, 9, 0), 20_000);
        accept(first);
        accept(first.deepCopy().put("watchMs", 25_000).put("received", time(PAID, 9, 5)));
        // After 48 hours an id is as good as new.
        ObjectNode like = line("LIKE", "fan", time(FIRST, 0, 10));
        accept(like);
        again(like.toString(), time(PAID, 0, 20));
    }

    private void again(String text, long received) {
        String copy = text.replaceFirst("\"received\":[0-9]+", "\"received\":" + received);
        lines.add(new Placed(received, copy, false));
    }

    private void honestOddities() {
        List<String> ids = new ArrayList<>();
        ids.add(accept(line("COMMENT", "talker", time(PAID, 10, 0)).put("text", "naïve, 好, \"quoted\"")));
        ids.add(accept(line("COMMENT", "talker", time(PAID, 10, 9)).put("text", "again: one credit")));
        ids.add(accept(line("SHARE", "talker", time(PAID, 10, 1))));
        ids.add(accept(line("FOLLOW", "talker", time(PAID, 10, 2))));
        ids.add(accept(play("talker", time(PAID, 10, 8), 60_000)
                .put("kind", "LIVE_PLAY")
                .put("room", "room-1")));
        // Watched before midnight, sent from the train after it: a play of the next day, but nobody was online then.
        long sent = time(PAID, 0, 30);
        ids.add(accept(
                play("commuter", sent, 480_000).put("at", time(SECOND, 23, 58)).put("sent", sent)));
        // Watched across midnight: the part after it counts as online.
        ids.add(accept(play("owl", time(PAID, 0, 5), 600_000)));
        // One's own content earns nothing.
        ids.add(accept(play(about.owner(), time(PAID, 0, 40), 30_000).put("device", "mirror")));
        tricks.add(new Trick("honest oddities", ids, 0, List.of()));
    }

    private void fraud() {
        String liar = accept(play("liar", time(PAID, 15, 0), 25 * 3_600_000L));
        tricks.add(new Trick("a play longer than a day", List.of(liar), 1, List.of(List.of(WALL_TIME, DAY_WATCH))));

        List<String> likes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            likes.add(accept(line("LIKE", "clicker", time(PAID, 16, 0) + i * 200L)));
        }
        // Eighteen at once, which is so much of its day that the review takes the first twelve for the same hand; what
        // nobody else likes unseen is blind.
        tricks.add(new Trick(
                "thirty likes in six seconds",
                likes,
                30,
                List.of(
                        List.of("HABITUAL"),
                        List.of("HABITUAL", "RATE"),
                        List.of("BLIND_FAVOURS", "HABITUAL"),
                        List.of("BLIND_FAVOURS", "HABITUAL", "RATE"))));

        String left = accept(play("wall", time(PAID, 17, 10), 300_000));
        String right = accept(play("wall", time(PAID, 17, 10), 300_000));
        tricks.add(
                new Trick("two plays at once", List.of(left, right), 1, List.of(List.of("PARALLEL_PLAYS", WALL_TIME))));

        List<String> rack = new ArrayList<>();
        for (int account = 0; account < 6; account++) {
            long at = time(PAID, 18, 0) + account * 9_000L;
            rack.add(accept(line("OPEN", "rack-" + account, at).put("device", "rack")));
        }
        // The sixth at once; the five before it when the day is looked at as a whole.
        tricks.add(new Trick(
                "six accounts on a device",
                rack,
                6,
                List.of(List.of("DEVICE_RACK"), List.of("DEVICE_RACK", "TOO_MANY_ACCOUNTS_ON_DEVICE"))));

        String early = accept(play("hasty", time(SECOND, 12, 30), 90_000_000));
        tricks.add(new Trick("the same on an earlier day", List.of(early), 1, List.of(List.of(WALL_TIME, DAY_WATCH))));
    }

    private String accept(ObjectNode line) {
        lines.add(new Placed(line.get("received").asLong(), line.toString(), false));
        return line.get("id").asText();
    }

    private ObjectNode play(String actor, long received, long watchMs) {
        return line("PLAY", actor, received).put("watchMs", watchMs).put("lengthMs", 60_000);
    }

    private ObjectNode line(String kind, String actor, long received) {
        return JSON.createObjectNode()
                .put("id", uuid())
                .put("kind", kind)
                .put("actor", actor)
                .put("device", "device-of-" + actor)
                .put("session", "injected")
                .put("at", received - 40)
                .put("sent", received - 40)
                .put("received", received)
                .put("content", about.content())
                .put("owner", about.owner())
                .put("ipHash", "ip-of-" + actor);
    }

    /** Always the same ones, so that two runs differ by what changed. */
    private String uuid() {
        return UUID.nameUUIDFromBytes(("injected " + made++).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static long noon() {
        return time(PAID, 12, 0);
    }

    private static long time(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
