package io.wetoken.flink.judge;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MIDNIGHT;
import static io.wetoken.flink.guard.AnEvent.MINUTE;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static io.wetoken.flink.guard.AnEvent.seconds;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.AnEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of each kind of fraud, and beside each of them its honest neighbour; every event with what the rules of the stream say of it. */
final class Frauds {
    private final List<AnEvent> events = new ArrayList<>();
    private final Map<String, List<String>> expected = new HashMap<>();

    Frauds() {
        watchedLongerThanWallTime();
        moreThanADayInADay();
        twoScreensAtOnce();
        twoPeopleOnOneScreen();
        aBurst();
        allDayLong();
        aRack();
        aCampus();
        aLoop();
    }

    List<AnEvent> events() {
        return events;
    }

    /** Reasons by id; empty for whom nothing is to be said against. */
    Map<String, List<String>> expected() {
        return expected;
    }

    private void watchedLongerThanWallTime() {
        AnEvent wall = aPlay().by("wall").on("wall-phone").in("wall-session");
        say(a(EventKind.OPEN).by("wall").on("wall-phone").in("wall-session").at(NOON));
        say(wall.lasting(10 * MINUTE).at(NOON + seconds(30)), "WATCHED_LONGER_THAN_WALL_TIME");
        say(wall.lasting(seconds(25)).at(NOON + seconds(60)));
        say(wall.lasting(seconds(25)).at(NOON + seconds(70)), "PARALLEL_PLAYS", "WATCHED_LONGER_THAN_WALL_TIME");
        say(wall.lasting(seconds(25)).at(NOON + seconds(90)));
    }

    private void moreThanADayInADay() {
        AnEvent sleepless = aPlay().by("sleepless").on("sleepless-phone").in("sleepless-session");
        for (int hour = 1; hour < 24; hour++) {
            say(sleepless.lasting(HOUR).at(MIDNIGHT + hour * HOUR));
        }
        say(sleepless.lasting(HOUR - 1).at(MIDNIGHT + DAY - 1));
        say(
                sleepless.on("sleepless-tablet").lasting(seconds(10)).doneAt(MIDNIGHT + DAY - 1, MIDNIGHT + DAY),
                "PARALLEL_PLAYS",
                "WATCHED_OVER_1440_MINUTES");
        say(sleepless.lasting(HOUR).at(MIDNIGHT + DAY + HOUR));
        say(
                sleepless.lasting(DAY + 1).at(MIDNIGHT + 3 * DAY),
                "WATCHED_LONGER_THAN_WALL_TIME",
                "WATCHED_OVER_1440_MINUTES");
    }

    private void twoScreensAtOnce() {
        AnEvent twice = aPlay().by("twice").in("twice-session").lasting(MINUTE);
        say(twice.on("twice-phone").lasting(5 * MINUTE).at(NOON));
        say(twice.on("twice-tablet").at(NOON + 1), "PARALLEL_PLAYS");
        say(twice.on("twice-phone").at(NOON + 2 * MINUTE));
        say(twice.on("twice-tablet").at(NOON + 2 * MINUTE + 1), "PARALLEL_PLAYS");
        say(twice.on("twice-phone").at(NOON + 4 * MINUTE));
        say(twice.on("twice-tablet").at(NOON + 4 * MINUTE + 1), "PARALLEL_PLAYS");
        // The third time it was a habit.
        say(twice.on("twice-phone").at(NOON + 30 * MINUTE), "PARALLEL_PLAYS");
        say(aLike().by("twice").on("twice-phone").at(NOON + 31 * MINUTE));
        say(twice.on("twice-phone").at(NOON + 2 * HOUR));
    }

    private void twoPeopleOnOneScreen() {
        AnEvent shared = aPlay().on("shared-tablet").lasting(MINUTE);
        say(shared.by("screen-ann").at(NOON));
        say(shared.by("screen-bob").at(NOON + 1), "PARALLEL_PLAYS_ON_DEVICE");
        say(shared.by("screen-bob").at(NOON + MINUTE));
    }

    private void aBurst() {
        AnEvent like = aLike().by("burst").on("burst-phone");
        for (int i = 0; i < 30; i++) {
            say(like.at(NOON + i * 100L), i < 12 ? new String[0] : new String[] {"RATE"});
        }
        AnEvent play = aPlay().by("burst").on("burst-phone").lasting(seconds(10));
        say(play.at(NOON + 30 * MINUTE), "RATE");
        say(play.at(NOON + 2 * HOUR));
    }

    private void allDayLong() {
        AnEvent like = aLike().by("tireless").on("tireless-phone");
        for (int i = 0; i < 3_050; i++) {
            say(like.at(MIDNIGHT + i * seconds(28)), i < 3_000 ? new String[0] : new String[] {"DAY_RATE"});
        }
        say(like.at(MIDNIGHT + DAY));
    }

    private void aRack() {
        for (int i = 0; i < 7; i++) {
            AnEvent play = aPlay().by("racked-" + i).on("rack").lasting(seconds(20));
            say(play.at(NOON + i * MINUTE), i < 5 ? new String[0] : new String[] {"TOO_MANY_ACCOUNTS_ON_DEVICE"});
        }
        say(aLike().by("racked-0").on("rack").at(NOON + HOUR), "TOO_MANY_ACCOUNTS_ON_DEVICE");
        say(aLike().by("racked-0").on("racked-0-phone").at(NOON + HOUR + 1));
    }

    /** Seventy behind one address are nobody's business. */
    private void aCampus() {
        for (int i = 0; i < 70; i++) {
            AnEvent like = aLike().by("student-" + i).on("student-phone-" + i);
            say(like.from("home-" + i).at(MIDNIGHT + i * MINUTE));
            say(like.from("campus").at(MIDNIGHT + 2 * DAY + i * MINUTE + i % 2 * seconds(50)));
        }
    }

    /** Known accounts too, but one of them every 30 s. */
    private void aLoop() {
        for (int i = 0; i < 100; i++) {
            AnEvent like = aLike().by("looped-" + i).on("looped-phone-" + i);
            say(like.from("flat-" + i).at(MIDNIGHT + i * MINUTE));
            say(
                    like.from("loop").at(MIDNIGHT + 2 * DAY + i * seconds(30)),
                    i < 64 ? new String[0] : new String[] {"TOO_MANY_ACCOUNTS_ON_ADDRESS"});
        }
    }

    private void say(AnEvent event, String... reasons) {
        AnEvent numbered = event.numbered(events.size());
        events.add(numbered);
        expected.put(numbered.event().getId(), List.of(reasons));
    }
}
