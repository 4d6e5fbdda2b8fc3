package io.wetoken.flink.review.core;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MIDNIGHT;
import static io.wetoken.flink.guard.AnEvent.MINUTE;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.seconds;
import static io.wetoken.flink.review.core.ACommunity.about;
import static io.wetoken.flink.review.core.ACommunity.later;
import static io.wetoken.flink.review.core.ACommunity.liked;
import static io.wetoken.flink.review.core.ACommunity.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.AnEvent;
import io.wetoken.flink.guard.core.GuardRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of group evidence with the fraud it is for and the honest neighbour of that fraud, among honest people. */
class ReviewRulesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingIsSaidAgainstHonestPeople(long seed) {
        assertThat(ReviewRules.review(new ACommunity(seed).day()).all())
                .as("seed %d", seed)
                .isEmpty();
    }

    @Test
    void everyCodeIsUniqueAlsoAmongTheGuards() {
        List<String> codes = new ArrayList<>();
        ReviewRules.ALL.forEach(rule -> codes.add(rule.code()));
        GuardRules.ALL.forEach(rule -> codes.add(rule.code()));
        assertThat(codes).doesNotHaveDuplicates();
    }

    @Test
    void anEmptyDayIsNoTrouble() {
        assertThat(ReviewRules.review(new Day()).all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSamePausesForHoursAreAMachines(long seed) {
        ACommunity community = new ACommunity(seed);
        long time = later(0);
        long autoplay = later(0);
        for (int i = 0; i < 60; i++) {
            time += seconds(20) + community.random().nextInt(4_000) - 2_000;
            community.add(about(stranger("loop"), community.maker(), i % 4)
                    .lasting(9_000)
                    .ofLength(30_000)
                    .at(time));
            // A playlist runs by itself: the pauses are the player's, and the videos' lengths are not all one.
            long length = 8_000L + 1_000L * community.random().nextInt(40);
            autoplay += 400 + length;
            community.add(about(stranger("playlist"), 3, i % 4)
                    .lasting(length)
                    .ofLength(length)
                    .at(autoplay));
        }
        assertFound(community, seed, "CLOCKWORK", "loop");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void thePlayersPausesAreNobodysAndNeitherIsAVideosLength(long seed) {
        ACommunity community = new ACommunity(seed);
        long loop = later(0);
        long series = later(0);
        long live = later(0);
        for (int i = 0; i < 60; i++) {
            // A child that starts the same song again and again.
            loop += community.pause(1_500) + 15_000;
            community.add(about(stranger("child"), 5, 0)
                    .lasting(15_000)
                    .ofLength(15_000)
                    .at(loop));
            // Episodes of one length that follow each other by themselves.
            series += 600 + 30_000;
            community.add(about(stranger("binge"), 6, i)
                    .lasting(30_000)
                    .ofLength(30_000)
                    .at(series));
            // Two that watch one broadcast, reported every minute.
            live += 60_000;
            for (String viewer : List.of("viewer", "neighbour")) {
                community.add(a(EventKind.LIVE_PLAY)
                        .by(viewer)
                        .on(viewer + "-phone")
                        .inRoom("room")
                        .of("maker-7")
                        .lasting(60_000)
                        .at(live + (viewer.equals("viewer") ? 0 : 7_000)));
            }
        }
        assertThat(ReviewRules.review(community.day()).all())
                .as("seed %d", seed)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoNeverRestsIsNobody(long seed) {
        ACommunity community = new ACommunity(seed);
        long tireless = MIDNIGHT;
        long owl = MIDNIGHT;
        long television = MIDNIGHT;
        while (tireless < MIDNIGHT + DAY - 5 * MINUTE) {
            tireless = community.watched(
                    stranger("tireless"), community.maker(), 0, tireless + community.pause(100_000), 0.1);
        }
        while (owl < MIDNIGHT + 17 * HOUR) {
            owl = community.watched(stranger("owl"), community.maker(), 0, owl + community.pause(100_000), 0.1);
        }
        while (television < MIDNIGHT + DAY - 5 * MINUTE) {
            // It plays one after the other by itself.
            television += 500 + 60_000;
            community.add(about(stranger("television"), community.maker(), 0)
                    .lasting(60_000)
                    .ofLength(60_000)
                    .at(television));
        }
        assertFound(community, seed, "NEVER_RESTS", "tireless");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aClassThatWatchesTogetherIsNotInLockstepAndNeitherAreFollowersOfWhatIsNew(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int lesson = 0; lesson < 8; lesson++) {
            for (int i = 0; i < 20; i++) {
                long at = later(40L * lesson) + community.random().nextInt((int) MINUTE);
                community.watched(stranger("pupil-" + i).from("school"), 4 * lesson, 0, at, 0.3);
            }
            String video = "new-" + lesson;
            community.add(a(EventKind.RELEASE)
                    .by("maker-9")
                    .on("maker-9-phone")
                    .about(video)
                    .of("maker-9")
                    .ofLength(30_000)
                    .at(later(40L * lesson)));
            for (int i = 0; i < 12; i++) {
                AnEvent follower = stranger("follower-" + i).about(video).of("maker-9");
                long at = later(40L * lesson) + community.random().nextInt((int) (10 * MINUTE));
                long watched = 5_000L + community.random().nextInt(24_000);
                community.add(follower.lasting(watched).ofLength(30_000).at(at));
                if (community.random().nextDouble() < 0.25 + 0.05 * i) {
                    community.add(liked(follower).at(at + community.pause(1_500)));
                }
            }
        }
        assertThat(byCode(ReviewRules.review(community.day())))
                .as("seed %d", seed)
                .doesNotContainKey("LOCKSTEP");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoLovesAMakerComesWhenThereIsTime(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int i = 0; i < 25; i++) {
            long time = MIDNIGHT + 6 * HOUR + (long) (community.random().nextDouble() * 12 * HOUR);
            for (int views = 0; views < 4; views++) {
                time = community.watched(stranger("lover-" + i), 33, views, time, 0.9);
            }
        }
        assertThat(byCode(ReviewRules.review(community.day())))
                .as("seed %d", seed)
                .doesNotContainKey("ONE_HAND_FOR_OWNER");
    }

    @Test
    void whoHasJustComeMayFollowWhatIsShownToIt() {
        ACommunity community = new ACommunity(1);
        for (int i = 0; i < 30; i++) {
            community.add(follow("trader", "maker-" + i, later(3L * i)));
            if (i < 8) {
                community.add(follow("newcomer", "maker-" + i, later(i)));
            }
        }
        community.watched(stranger("newcomer"), 3, 0, later(20), 1);
        assertFound(community, 1, "BLIND_FAVOURS", "trader");
    }

    private static AnEvent follow(String from, String whom, long at) {
        return a(EventKind.FOLLOW).by(from).on(from + "-phone").of(whom).at(at);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aClubWithATasteThatOthersHaveIsNotOneHand(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int i = 0; i < 60; i++) {
            // A taste: ten makers, of whom each who has it likes some. Six of those who have it share an address.
            AnEvent person = i < 6 ? stranger("club-" + i).from("club") : stranger("hobby-" + i);
            long time = later(5L * i);
            double keen = 0.2 + 0.5 * community.random().nextDouble();
            for (int views = 0; views < 14; views++) {
                time = community.watched(person, 28 + community.random().nextInt(10), views % 4, time, keen);
            }
        }
        assertThat(ReviewRules.review(community.day()).all())
                .as("seed %d", seed)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoFavoursTheSameAtTheSameTimeAgainAndAgainIsInLockstep(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int target = 0; target < 8; target++) {
            for (int i = 0; i < 5; i++) {
                long at = later(40L * target) + community.random().nextInt((int) (8 * MINUTE));
                AnEvent step = about(stranger("step-" + i), 5 * target, target % 4);
                community.add(step.lasting(9_000).at(at));
                community.add(liked(step).at(at + community.pause(2_000)));
            }
        }
        for (int i = 0; i < 80; i++) {
            // A hit: everybody watches the same two videos within minutes, and other things before and after.
            AnEvent fan = stranger("fan-" + i);
            long at = later(0) + community.random().nextInt((int) (10 * MINUTE));
            community.add(about(fan, 1, 0).lasting(8_000 + i).at(at));
            community.add(about(fan, 1, 1).lasting(9_000 + i).at(at + seconds(30) + community.pause(5_000)));
            long time = later(30 + i);
            for (int views = 0; views < 5; views++) {
                time = community.watched(fan, community.maker(), views % 4, time, 0.1);
            }
        }
        assertFound(community, seed, "LOCKSTEP", "step-0", "step-1", "step-2", "step-3", "step-4");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoDoesAgainWhatAnotherDidIsACopyAlsoOfYesterday(long seed) {
        ACommunity yesterday = new ACommunity(seed, MIDNIGHT - DAY);
        ACommunity today = new ACommunity(seed + 100);
        String first = yesterday.busiest();
        String second = today.busiest();
        copy(yesterday, first, today, "echo", DAY + HOUR);
        copy(today, second, today, "double", HOUR);
        for (int i = 0; i < 12; i++) {
            // Two who watch one series to its end and like all of it are only keen.
            for (String fan : List.of("keen", "keener")) {
                AnEvent whole = about(stranger(fan), 100 + i, 0).lasting(30_000).ofLength(30_000);
                long at = later(fan.equals("keen") ? 0 : 100) + i * 40_000L + today.pause(2_000);
                today.add(whole.at(at));
                today.add(liked(whole).at(at + today.pause(1_500)));
            }
        }
        Findings findings = ReviewRules.review(today.after(yesterday.day()));
        assertThat(byCode(findings).get("REPLAYED_TRACE"))
                .as("seed %d", seed)
                .containsExactlyInAnyOrder("double", "echo");
        assertThat(findings.of(first)).isEmpty();
        assertThat(findings.of(second)).isEmpty();
        assertThat(findings.of("keener")).isEmpty();
    }

    /** By how much a copy may differ, and still nobody else would have done that. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCopyWithJitterIsACopyAndWhoIsShownTheSameListIsNot(long seed) {
        ACommunity community = new ACommunity(seed);
        String thief = "jittery";
        for (String who : List.of("model", thief, "reader-1", "reader-2", "reader-3")) {
            Random random = new Random(who.equals(thief) ? "model".hashCode() : who.hashCode());
            long time = later(who.equals("model") ? 0 : 90);
            for (int i = 0; i < 40; i++) {
                AnEvent play = about(stranger(who), i, 1);
                long watch = 2_000L + random.nextInt(27_000);
                long jittered = who.equals(thief)
                        ? (long) (watch * (0.93 + 0.14 * community.random().nextDouble()))
                        : watch;
                time += community.pause(1_500) + watch;
                community.add(play.lasting(jittered).ofLength(30_000).at(time));
                if (random.nextDouble() < 0.3) {
                    community.add(liked(play).at(time + 300));
                }
            }
        }
        assertFound(community, seed, "REPLAYED_TRACE", thief);
    }

    private static void copy(ACommunity from, String whom, ACommunity to, String thief, long shift) {
        List<BehaviourEvent> trace = from.events().stream()
                .filter(event -> event.getActor().equals(whom))
                .toList();
        for (BehaviourEvent event : trace) {
            AnEvent again = a(event.getKind())
                    .by(thief)
                    .on(thief + "-phone")
                    .from(thief + "-home")
                    .about(event.getContent())
                    .of(event.getOwner());
            if (event.getWatchMs() != null) {
                again = again.lasting(event.getWatchMs()).ofLength(event.getLengthMs());
            }
            to.add(again.at(event.getAt() + shift + to.random().nextInt(300)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void makersWhoFavourEachOtherAndLittleElseAreARing(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int from = 0; from < 4; from++) {
            for (int to = 0; to < 4; to++) {
                for (int times = 0; times < 3 && from != to; times++) {
                    community.watched(
                            stranger("maker-" + (50 + from)),
                            50 + to,
                            times,
                            later(60L * times + 9L * from + 2L * to),
                            1);
                }
            }
        }
        for (int times = 0; times < 3; times++) {
            // Two friends.
            community.watched(stranger("maker-60"), 61, times, later(20L * times), 1);
            community.watched(stranger("maker-61"), 60, times, later(20L * times + 7), 1);
        }
        assertFound(community, seed, "MUTUAL_RING", "maker-50", "maker-51", "maker-52", "maker-53");
    }

    @Test
    void giftsThatComeBackAreNoGifts() {
        ACommunity community = new ACommunity(1);
        for (int i = 0; i < 6; i++) {
            community.add(gift("round-" + i % 3, "round-" + (i + 1) % 3, later(i)));
            community.add(gift("viewer-" + i, "maker-0", later(i)));
            community.add(gift("generous", "maker-" + i, later(i)));
            community.add(gift("self", "alter-ego", later(i)).on("one-phone"));
        }
        community.watched(stranger("alter-ego").on("one-phone"), 3, 0, later(0), 0);
        assertFound(community, 1, "GIFT_CIRCLE", "alter-ego", "round-0", "round-1", "round-2", "self");
    }

    private static AnEvent gift(String from, String to, long at) {
        return a(EventKind.GIFT)
                .by(from)
                .on(from + "-phone")
                .about(to + "-work")
                .of(to)
                .at(at);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void oneHandBehindAnAddressIsGivenAwayByItsHabits(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int i = 0; i < 12; i++) {
            for (int views = 0; views < 6; views++) {
                AnEvent farmed = stranger("farmed-" + i).from("farm");
                community.watched(farmed, 10 + i % 2, views % 4, later(20L * i + 3L * views), 0.9);
                AnEvent colleague = stranger("colleague-" + i).from("office");
                community.watched(colleague, community.maker(), views % 4, later(20L * i + 3L * views), 0.1);
            }
        }
        Findings findings = ReviewRules.review(community.day());
        assertThat(byCode(findings).get("ONE_HAND_BEHIND_ADDRESS"))
                .as("seed %d", seed)
                .hasSize(12)
                .allMatch(account -> account.startsWith("farmed-"));
        assertThat(findings.all().keySet()).as("seed %d", seed).allMatch(account -> account.startsWith("farmed-"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void oneTasteBehindAnAddressIsOneHand(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int i = 0; i < 6; i++) {
            for (int views = 0; views < 12; views++) {
                boolean client = views % 2 == 0;
                int maker = client ? 30 + views / 2 % 3 : community.maker();
                community.watched(
                        stranger("slow-" + i).from("flat"),
                        maker,
                        views % 4,
                        later(30L * i + 9L * views),
                        client ? 0.9 : 0);
            }
        }
        Findings findings = ReviewRules.review(community.day());
        assertThat(byCode(findings).get("ONE_TASTE_BEHIND_ADDRESS"))
                .as("seed %d", seed)
                .hasSize(6);
        assertThat(findings.all().keySet()).as("seed %d", seed).allMatch(account -> account.startsWith("slow-"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCrowdForOneMakerIsOneHandWhenAllOfThemLike(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int i = 0; i < 25; i++) {
            for (int views = 0; views < 2; views++) {
                community.watched(stranger("fresh-" + i), 33, views, later(2L * i + 50L * views), 1);
                community.watched(stranger("linked-" + i), 22, views, later(2L * i + 50L * views), 0.15);
            }
        }
        Findings findings = ReviewRules.review(community.day());
        assertThat(byCode(findings).get("ONE_HAND_FOR_OWNER"))
                .as("seed %d", seed)
                .hasSize(25);
        assertThat(findings.all().keySet()).as("seed %d", seed).allMatch(account -> account.startsWith("fresh-"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoSellsFavoursHasTheSameClients(long seed) {
        ACommunity community = new ACommunity(seed);
        for (int i = 0; i < 15; i++) {
            long time = later(11L * i);
            for (int views = 0; views < 14; views++) {
                boolean client = views % 2 == 0;
                int maker = client ? 35 + views / 2 % 3 : community.maker();
                time = community.watched(
                        stranger("sold-" + i), maker, views % 4, time + community.pause(60_000), client ? 0.8 : 0.05);
            }
        }
        Findings findings = ReviewRules.review(community.day());
        assertThat(byCode(findings).get("ONE_HAND_FOR_CLIENTS"))
                .as("seed %d", seed)
                .hasSizeGreaterThanOrEqualTo(13);
        assertThat(findings.all().keySet()).as("seed %d", seed).allMatch(account -> account.startsWith("sold-"));
    }

    @Test
    void favoursForWhatWasNeverSeenAreBlindUnlessNobodyTellsWhatIsSeen() {
        ACommunity community = new ACommunity(1);
        for (int i = 0; i < 5; i++) {
            community.add(liked(about(stranger("blind"), 7 * i, 1)).at(later(13L * i)));
            AnEvent glimpse = about(stranger("quick"), 7 * i, 1);
            community.add(liked(glimpse).at(later(13L * i)));
            community.add(a(EventKind.IMPRESSION)
                    .by("quick")
                    .on("quick-phone")
                    .about("video-" + 7 * i + "-1")
                    .at(later(13L * i) - 1));
        }
        assertFound(community, 1, "BLIND_FAVOURS", "blind");

        Day untold = new Day();
        community.events().stream()
                .filter(event -> event.getKind() == EventKind.LIKE)
                .forEach(event -> untold.add(event, false));
        assertThat(byCode(ReviewRules.review(untold))).doesNotContainKey("BLIND_FAVOURS");
    }

    @Test
    void everyAccountOfARackIsSuspectAlsoTheFirst() {
        ACommunity community = new ACommunity(1);
        for (int i = 0; i < 6; i++) {
            community.watched(stranger("rack-" + i).on("rack"), i, 0, later(i), 0);
        }
        for (int i = 0; i < 5; i++) {
            community.watched(stranger("family-" + i).on("tablet"), i, 0, later(i), 0);
        }
        assertFound(community, 1, "DEVICE_RACK", "rack-0", "rack-1", "rack-2", "rack-3", "rack-4", "rack-5");
    }

    @Test
    void whoWasOftenSuspectIsSuspectAllDayAndWhoSlippedIsNot() {
        Day day = new Day();
        for (int i = 0; i < 20; i++) {
            day.add(about(stranger("script"), i, 0).at(later(3L * i)).event(), i % 3 == 0);
            day.add(about(stranger("slip"), i + 1, 0).at(later(3L * i + 1)).event(), i < 5);
        }
        assertThat(ReviewRules.review(day).of("script"))
                .containsEntry("HABITUAL", "7 of its 20 events of the day were suspect at once");
        assertThat(ReviewRules.review(day).of("slip")).doesNotContainKey("HABITUAL");
    }

    static void assertFound(ACommunity community, long seed, String code, String... accounts) {
        Findings findings = ReviewRules.review(community.day());
        assertThat(byCode(findings).getOrDefault(code, List.of()))
                .as("seed %d: %s", seed, findings.all())
                .containsExactlyInAnyOrder(accounts);
        assertThat(findings.all().keySet())
                .as("seed %d", seed)
                .isSubsetOf(Stream.of(accounts).toList());
    }

    static SortedMap<String, Collection<String>> byCode(Findings findings) {
        SortedMap<String, Collection<String>> codes = new TreeMap<>();
        findings.all()
                .forEach((account, found) -> found.keySet()
                        .forEach(code -> codes.computeIfAbsent(code, none -> new ArrayList<>())
                                .add(account)));
        return codes;
    }
}
