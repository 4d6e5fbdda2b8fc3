package io.wetoken.behaviour.points;

import static io.wetoken.behaviour.AnEvent.MIDNIGHT;
import static io.wetoken.behaviour.AnEvent.NOON;
import static io.wetoken.behaviour.AnEvent.a;
import static io.wetoken.behaviour.AnEvent.aLike;
import static io.wetoken.behaviour.AnEvent.aPlay;
import static io.wetoken.behaviour.AnEvent.aRelease;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.AnEvent;
import io.wetoken.behaviour.RandomEvents;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.signal.Deeds;
import io.wetoken.behaviour.signal.Signals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DayPointsTest {
    private static final ActivityRules RULES = ActivityRules.reference();
    private static final ActivityRules UNCAPPED = new ActivityRules(
            RULES.effective(),
            RULES.weights(),
            new ActivityRules.Person(3, 1440, 1_000_000),
            RULES.trend(),
            RULES.limits());

    private static SortedMap<AccountId, Earned> points(
            ActivityRules rules, Confirmed confirmed, Collection<JudgedEvent> events) {
        Map<AccountId, Deeds> deeds = new TreeMap<>();
        events.forEach(event -> deeds.merge(
                new AccountId(event.getEvent().getActor()),
                Signals.DEEDS.add(Deeds.NONE, event),
                Signals.DEEDS::merge));
        return DayPoints.of(deeds, confirmed, rules);
    }

    private static SortedMap<AccountId, Earned> points(AnEvent... events) {
        return points(
                UNCAPPED,
                Confirmed.NONE,
                Arrays.stream(events).map(AnEvent::judged).toList());
    }

    private static Earned earned(long points, Object... affinity) {
        TreeMap<AccountId, Long> byOwner = new TreeMap<>();
        for (int i = 0; i < affinity.length; i += 2) {
            byOwner.put(new AccountId((String) affinity[i]), (Long) affinity[i + 1]);
        }
        return new Earned(points, byOwner);
    }

    private static Earned ann(SortedMap<AccountId, Earned> all) {
        return all.get(new AccountId("ann"));
    }

    @Test
    void aMinuteIsAPoint() {
        assertThat(ann(points(aPlay().of("bob").lasting(ofMinutes(10)))))
                .isEqualTo(earned(10_000_000, "bob", 10_000_000L));
    }

    @Test
    void trustWeighsAndRoundsDownOnceAtTheEnd() {
        // 1 ms at 999,999 ppm is 16.66… micro-points; two of them 33.3…: not 2 · 16.
        assertThat(ann(points(
                        aPlay().of("bob").at(NOON).lasting(ofMillis(1)).trusted(999_999),
                        aPlay().of("bob").at(NOON + 5).lasting(ofMillis(1)).trusted(999_999))))
                .isEqualTo(earned(33, "bob", 33L));
    }

    @Test
    void watchingTwoThingsAtOnceIsOneTime() {
        assertThat(ann(points(
                        aPlay().on("phone").of("bob").at(NOON).lasting(ofMinutes(10)),
                        aPlay().on("tv").of("cat").at(NOON + 60_000).lasting(ofMinutes(5)))))
                // Bob's began first (11:50); cat's keeps the minute after noon.
                .isEqualTo(earned(11_000_000, "bob", 10_000_000L, "cat", 1_000_000L));
    }

    @Test
    void creditsAreOneADayPerOwnerAndKind() {
        assertThat(ann(points(
                        aLike().of("bob").about("one"),
                        aLike().of("bob").about("two"),
                        aLike().of("cat"),
                        a(EventKind.COMMENT).of("bob"),
                        a(EventKind.SHARE).of("bob"),
                        a(EventKind.FOLLOW).of("bob"))))
                .isEqualTo(earned(1_900_000, "bob", 1_700_000L, "cat", 200_000L));
    }

    @Test
    void aReleaseEarnsButNobodysAffinity() {
        assertThat(ann(points(aRelease().of("ann").about("film").ofLength(ofSeconds(3)))))
                .isEqualTo(earned(3_000_000));
    }

    @Test
    void nothingIsEarnedOnOnesOwn() {
        assertThat(ann(points(aPlay().of("ann").lasting(ofHours(5)), aLike().of("ann"))))
                .isEqualTo(earned(0));
    }

    @Test
    void liveMinutesCountInTheSameUnion() {
        assertThat(ann(points(
                        aPlay().of("bob").at(NOON).lasting(ofMinutes(1)),
                        a(EventKind.LIVE_PLAY).of("cat").at(NOON).lasting(ofMinutes(1)))))
                .isEqualTo(earned(1_000_000, "bob", 1_000_000L));
    }

    @Test
    void aDayHas1440Minutes() {
        assertThat(ann(points(
                        aPlay().of("bob").at(MIDNIGHT + 1).lasting(ofHours(20)),
                        aPlay().of("cat").at(MIDNIGHT + ofHours(23).toMillis()).lasting(ofHours(22)))))
                .isEqualTo(earned(1_440_000_000, "bob", 1_200_000_000L, "cat", 240_000_000L));
    }

    @Test
    void transfersEarnOnlyWhenConfirmedAndOncePerOwner() {
        List<JudgedEvent> gifts = List.of(
                a(EventKind.GIFT).of("bob").naming("0x1").judged(),
                a(EventKind.TIP).of("bob").naming("0x2").judged(),
                a(EventKind.PURCHASE).of("cat").naming("0x3").judged());
        assertThat(ann(points(UNCAPPED, Confirmed.NONE, gifts))).isEqualTo(earned(0));
        Confirmed twoOfThem = (payer, transfer) -> !"0x3".equals(transfer.tx());
        assertThat(ann(points(UNCAPPED, twoOfThem, gifts))).isEqualTo(earned(1_000_000, "bob", 1_000_000L));
    }

    @Test
    void aFarmIsOnePerson() {
        List<AnEvent> events = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            events.add(aLike().by("farm-" + i).on("rack").of("bob").trusted(i == 2 ? 1_000_000 : 500_000));
            events.add(aPlay().by("farm-" + i).on("phone-" + i).of("bob").lasting(ofMinutes(3)));
            events.add(aPlay().by("farm-" + i).on("rack").of("farm-3").lasting(ofMinutes(30)));
        }
        SortedMap<AccountId, Earned> points = points(events.toArray(AnEvent[]::new));
        assertThat(points)
                .containsExactly(
                        // The union of four phones is three minutes: the smallest account's, for all began at once.
                        Map.entry(new AccountId("farm-0"), earned(3_000_000, "bob", 3_000_000L)),
                        Map.entry(new AccountId("farm-1"), earned(0)),
                        Map.entry(new AccountId("farm-2"), earned(200_000, "bob", 200_000L)),
                        Map.entry(new AccountId("farm-3"), earned(0)));
    }

    @Test
    void aPersonIsCappedAtFourTimesTheMedian() {
        List<JudgedEvent> events = new ArrayList<>();
        for (String account : List.of("b", "c", "d")) {
            events.add(aPlay().by(account)
                    .on(account)
                    .of("z")
                    .lasting(ofMinutes(10))
                    .judged());
        }
        events.add(aPlay().by("ann")
                .on("a")
                .of("z")
                .at(NOON)
                .lasting(ofMinutes(60))
                .judged());
        events.add(aPlay().by("ann")
                .on("a")
                .of("y")
                .at(NOON + 1_200_000)
                .lasting(ofMinutes(20))
                .judged());
        events.add(a(EventKind.OPEN).by("visitor").on("v").judged());
        SortedMap<AccountId, Earned> points = points(RULES, Confirmed.NONE, events);
        assertThat(ann(points)).isEqualTo(earned(40_000_000, "y", 10_000_000L, "z", 30_000_000L));
        assertThat(points.get(new AccountId("visitor"))).isEqualTo(earned(0));
    }

    @Test
    void splittingWatchingAmongAccountsOfADeviceGainsNothing() {
        for (long seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            List<AnEvent> watching = new ArrayList<>();
            List<AnEvent> split = new ArrayList<>();
            int k = 2 + random.nextInt(5);
            for (int i = 0; i < 60; i++) {
                long at = MIDNIGHT + 3_600_000 + random.nextLong(20_000_000);
                long watched = 1 + random.nextLong(900_000);
                String owner = "owner-" + random.nextInt(5);
                watching.add(aPlay().by("one").of(owner).at(at).lasting(ofMillis(watched)));
                split.add(
                        aPlay().by("part-" + random.nextInt(k)).of(owner).at(at).lasting(ofMillis(watched)));
            }
            long whole = total(points(watching.toArray(AnEvent[]::new)));
            assertThat(total(points(split.toArray(AnEvent[]::new))))
                    .as("seed %d, %d accounts", seed, k)
                    .isBetween(whole - k, whole);
        }
    }

    private static long total(SortedMap<AccountId, Earned> points) {
        return points.values().stream().mapToLong(Earned::points).sum();
    }

    @Test
    void affinityNeverExceedsPointsNorIsItEverOnesOwn() {
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            List<JudgedEvent> events = RandomEvents.day(random, 1_500, 30, 12);
            SortedMap<AccountId, Earned> points = points(RULES, (payer, transfer) -> true, events);
            long what = seed;
            points.forEach((account, earned) -> assertThat(earned.affinity())
                    .as("seed %d, %s", what, account)
                    .doesNotContainKey(account)
                    .allSatisfy((owner, amount) -> assertThat(amount).isPositive()));
            assertThat(points.keySet()).as("seed %d", seed).isNotEmpty();
        }
    }

    /** Each instant counted by brute force, on a coarse clock: no device and no person is ever counted twice. */
    @Test
    void attributionAgreesWithCountingEveryInstant() {
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            List<JudgedEvent> events = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                long start = random.nextInt(300);
                long length = 1L + random.nextInt(60);
                events.add(aPlay().by("a" + random.nextInt(6))
                        .on("d" + random.nextInt(4))
                        .of("owner")
                        .at(NOON + (start + length) * 60_000)
                        .lasting(ofMinutes(length))
                        .judged());
            }
            assertThat(total(points(UNCAPPED, Confirmed.NONE, events)))
                    .as("seed %d", seed)
                    .isEqualTo(ByTheMinute.personMinutes(events, 3) * 1_000_000);
        }
    }

    @Test
    void earnedTravelsAsBytes() {
        Earned earned = earned(12, "bob", 5L, "cat", 7L);
        assertThat(Earned.decode(earned.encode())).isEqualTo(earned);
    }
}
