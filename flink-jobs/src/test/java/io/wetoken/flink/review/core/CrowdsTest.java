package io.wetoken.flink.review.core;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MIDNIGHT;
import static io.wetoken.flink.guard.AnEvent.MINUTE;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.review.core.ACommunity.about;
import static io.wetoken.flink.review.core.ACommunity.later;
import static io.wetoken.flink.review.core.ACommunity.liked;
import static io.wetoken.flink.review.core.ACommunity.stranger;
import static io.wetoken.flink.review.core.ReviewRulesTest.assertFound;
import static io.wetoken.flink.review.core.ReviewRulesTest.byCode;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.AnEvent;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rented crowds and their honest neighbours: audiences, classes, lovers, collectives, and those who say nice things. */
class CrowdsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoSaysTheSameToEverybodyAdvertises(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int i = 0; i < 14; i++) {
            say(community, "spammer", i, "Earn " + 100 * i + "$ a day, write to ME!" + "!".repeat(i));
            // A few words are everybody's, one maker's birthday is one, and a fan's own words differ.
            say(community, "kind", i, "So nice!");
            say(community, "guest", 7, "A very happy birthday to you!");
            say(community, "fan", i, "I like your video of " + "abcdefghijklmn".charAt(i) + " most of all");
            say(community, "polite", i % 5, "Greetings from Ohio, lovely work");
        }
        for (int i = 0; i < 24; i++) {
            // Less for each account, as more of them say it.
            say(community, "chorus-" + i % 4, i, "Follow my page and win");
        }
        assertFound(community, seed, "SAME_WORDS", "chorus-0", "chorus-1", "chorus-2", "chorus-3", "spammer");
    }

    private static void say(ACommunity community, String who, int maker, String text) {
        AnEvent play = about(stranger(who), maker, 0);
        long at = later(0)
                + 4 * MINUTE * community.events().size() % (5 * HOUR)
                + community.random().nextInt(60_000);
        community.add(play.lasting(3_000L + community.random().nextInt(26_000))
                .ofLength(30_000)
                .at(at));
        community.add(a(EventKind.COMMENT)
                .by(who)
                .on(who + "-phone")
                .about(play.event().getContent())
                .of(play.event().getOwner())
                .saying(text)
                .at(at + community.pause(8_000)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void viewsToTheVeryEndAndNothingElseAreBought(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int i = 0; i < 25; i++) {
            long bought = later(3L * i);
            long audience = later(7L * i);
            long television = later(5L * i);
            for (int views = 0; views < 5; views++) {
                bought = end(community, "bought-" + i, 20, bought + community.pause(3_000), 30_000, 1);
                // Most audiences only watch, too, and leave when they have had enough.
                double share = community.random().nextDouble() < 0.7
                        ? 1
                        : community.random().nextDouble();
                audience = end(community, "audience-" + i, 21, audience + community.pause(3_000), 30_000, share);
                // A television counts to five.
                television = end(
                        community,
                        "television-" + i,
                        22,
                        television + 5_000 + community.random().nextInt(200),
                        30_000,
                        1);
            }
        }
        Findings findings = ReviewRules.review(community.day());
        assertThat(byCode(findings).get("ONLY_WATCHES")).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(20);
        assertThat(findings.all().keySet()).as("seed %d", seed).allMatch(account -> account.startsWith("bought-"));
    }

    private static long end(ACommunity community, String who, int maker, long begin, long length, double share) {
        long watched = (long) Math.max(1_000, length * share);
        int video = community.random().nextInt(6);
        community.add(about(stranger(who), maker, video)
                .lasting(watched)
                .ofLength(length)
                .at(begin + watched));
        return begin + watched;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aTelevisionThatCountsDownIsNoMetronomeAndMayRunAllDay(long seed) {
        ACommunity community = new ACommunity(seed);
        long time = MIDNIGHT;
        while (time < MIDNIGHT + DAY - 5 * MINUTE) {
            long length = 30_000L + 1_000L * community.random().nextInt(200);
            time = end(
                    community,
                    "television",
                    3,
                    time + 8_000 + community.random().nextInt(300),
                    length,
                    1);
        }
        assertThat(ReviewRules.review(community.day()).all())
                .as("seed %d", seed)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nobodyChoosesForEighteenHoursWithoutAMeal(long seed) {
        ACommunity community = new ACommunity(seed);
        for (String who : List.of("tireless", "tired")) {
            long time = MIDNIGHT + HOUR;
            while (time < MIDNIGHT + 21 * HOUR) {
                time = community.watched(stranger(who), community.maker(), 0, time + community.pause(100_000), 0.1);
                boolean noon = time > MIDNIGHT + 11 * HOUR && time < MIDNIGHT + 12 * HOUR;
                time += who.equals("tired") && noon ? HOUR : 0;
            }
        }
        assertFound(community, seed, "NEVER_RESTS", "tireless");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoStaysAsLongAsAllOthersWithoutGoingWithThemIsRented(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int i = 0; i < 20; i++) {
            int late = community.random().nextInt(10);
            watchLive(
                    community,
                    "rented-" + i,
                    "room-1",
                    late,
                    60 + community.random().nextInt(8));
            // To the end of the concert, or until they have had enough.
            int comes = (int) (community.pause(8_000) / 1_000);
            int stays = (int) (community.pause(40_000) / 1_000);
            watchLive(community, "concert-" + i, "room-2", comes, Math.max(2, Math.min(90 - comes, stays)));
            // A lesson begins and ends for all.
            int early = community.random().nextInt(3);
            watchLive(community, "lesson-" + i, "room-3", early, 45 - early);
        }
        assertFound(community, seed, "SAME_STAY", names("rented-", 20));
    }

    private static void watchLive(ACommunity community, String who, String room, int comes, int minutes) {
        for (int minute = 1; minute <= minutes; minute++) {
            community.add(a(EventKind.LIVE_PLAY)
                    .by(who)
                    .on(who + "-phone")
                    .inRoom(room)
                    .of("maker-" + room)
                    .lasting(MINUTE)
                    .at(later(comes + minute)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPoolOfMakersFavoursAllThatItReleasesAndACollectiveWhatItLikes(long seed) {
        ACommunity community = new ACommunity(seed);
        release(community, "pool-", 12, 0.9);
        release(community, "collective-", 12, 0.5);
        release(community, "friend-", 5, 0.9);
        for (int i = 0; i < 12; i++) {
            // All of them live, and favour other things, too.
            for (String who : List.of("pool-", "collective-", "friend-")) {
                long time = later(200 + 3L * i);
                for (int views = 0; views < 30; views++) {
                    time = community.watched(stranger(who + i), community.maker(), views % 4, time, 0.8);
                }
            }
        }
        Findings findings = ReviewRules.review(community.day());
        assertThat(byCode(findings).get("FAVOUR_POOL")).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(10);
        assertThat(findings.all().keySet()).as("seed %d", seed).allMatch(account -> account.startsWith("pool-"));
    }

    private static void release(ACommunity community, String name, int makers, double share) {
        for (int maker = 0; maker < makers; maker++) {
            String video = name + maker + "-video";
            community.add(a(EventKind.RELEASE)
                    .by(name + maker)
                    .on(name + maker + "-phone")
                    .about(video)
                    .of(name + maker)
                    .at(later(5L * maker)));
            for (int i = 0; i < makers; i++) {
                if (i != maker && community.random().nextDouble() < share) {
                    AnEvent play = stranger(name + i).about(video).of(name + maker);
                    long at = later(5L * maker) + community.pause(20.0 * MINUTE);
                    community.add(play.lasting(8_000).ofLength(30_000).at(at));
                    community.add(liked(play).at(at + community.pause(1_500)));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void accountsThatAppearElsewhereForOneMakerWereTakenOver(long seed) {
        ACommunity yesterday = new ACommunity(seed, MIDNIGHT - DAY);
        ACommunity today = new ACommunity(seed + 100);
        for (int i = 0; i < 12; i++) {
            for (String who : List.of("victim-", "lover-", "mover-")) {
                yesterday.watched(stranger(who + i), yesterday.maker(), 0, later(3L * i) - DAY, 0.2);
            }
            // Who got a new telephone goes on as before; who loves the maker has the old one.
            AnEvent thief = stranger("victim-" + i).on("rented-" + i).from("proxy-" + i);
            AnEvent mover = stranger("mover-" + i).on("new-" + i).from("elsewhere-" + i);
            long time = later(6L * i);
            for (int views = 0; views < 3; views++) {
                time = today.watched(thief, 33, views, time, 1);
                today.watched(stranger("lover-" + i), 32, views, later(20L * i + views), 0.8);
                today.watched(mover, today.maker(), views, later(9L * i + 2L * views), 0.3);
            }
        }
        assertThat(byCode(ReviewRules.review(today.after(yesterday.day()))).get("TAKEN_OVER"))
                .as("seed %d", seed)
                .containsExactlyInAnyOrder(names("victim-", 12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCopyThatSkipsAndDiffersComesJustAsMuchLater(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int i = 0; i < 30; i++) {
            for (String who : List.of("model", "loose")) {
                boolean skips = who.equals("loose") && i % 8 == 5;
                Random same = new Random(1_000L + i);
                long watched = 3_000L + same.nextInt(20_000);
                long at = later(who.equals("model") ? 0 : 77) + 40_000L * i + same.nextInt(15_000);
                double differs =
                        who.equals("loose") ? 0.8 + 0.4 * community.random().nextDouble() : 1;
                if (!skips) {
                    community.add(about(stranger(who), i % 40, i % 4)
                            .lasting((long) (watched * differs))
                            .ofLength(60_000)
                            .at(at + community.random().nextInt(3_000)));
                }
            }
            // A class that is given one list, each at its own pace.
            for (String pupil : List.of("pupil-1", "pupil-2", "pupil-3")) {
                long pace = 40_000L * i + community.pause(12_000);
                community.add(about(stranger(pupil), i % 40, i % 4)
                        .lasting(3_000L + community.random().nextInt(20_000))
                        .ofLength(60_000)
                        .at(later(200 + 30L * pupil.charAt(6)) + pace));
            }
        }
        assertThat(byCode(ReviewRules.review(community.day())).get("REPLAYED_TRACE"))
                .as("seed %d", seed)
                .containsExactly("loose");
    }

    /** Each of them meets the same makers, and likes as it likes everything. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aClassThatIsShownOneListHasNoTasteInCommon(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int i = 0; i < 24; i++) {
            AnEvent pupil = stranger("pupil-" + i).from("school").on("tablet-" + i / 3);
            for (int list = 0; list < 12; list++) {
                long at = later(40L * (list / 6) + 20L * (i % 3) + list % 6)
                        + community.random().nextInt(60_000);
                community.watched(pupil, 3 * list, 1, at, 0.35);
            }
        }
        assertThat(ReviewRules.review(community.day()).all())
                .as("seed %d", seed)
                .isEmpty();
    }

    /** Who loves a maker does as much as there is time for; who is paid does the day's work. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoLovesTheSameMakersLovesThemForAsLongAsItHasTime(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int i = 0; i < 20; i++) {
            long time = later(7L * i);
            int views = 4 + (int) (community.pause(10_000) / 1_000);
            for (int view = 0; view < views; view++) {
                boolean loved = community.random().nextDouble() < 0.7;
                int maker = loved ? 35 + community.random().nextInt(2) : community.maker();
                time = community.watched(stranger("lover-" + i), maker, view % 4, time, loved ? 0.9 : 0.2);
            }
        }
        assertThat(byCode(ReviewRules.review(community.day())))
                .as("seed %d", seed)
                .doesNotContainKeys("ONE_HAND_FOR_CLIENTS", "LOCKSTEP");
    }

    private static String[] names(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i).toArray(String[]::new);
    }
}
