package io.wetoken.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TokenAmount;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Comments.Comment;
import io.wetoken.store.Contents.Content;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Epochs.Chunk;
import io.wetoken.store.Epochs.Row;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Hidden.Hid;
import io.wetoken.store.Hidden.Kind;
import io.wetoken.store.Metrics.Trending;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Part;
import io.wetoken.store.Profiles.Profile;
import io.wetoken.store.Spaces.Space;
import io.wetoken.store.Tallies.Counts;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Ranked;
import io.wetoken.store.Tallies.Standing;
import io.wetoken.store.Tallies.Subject;
import io.wetoken.store.Tallies.Tally;
import io.wetoken.store.Tallies.Watching;
import io.wetoken.store.Uploads.Upload;
import io.wetoken.store.Wallets.Entry;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store must do. Each test has accounts, contents and days of its own, so all share one store. */
abstract class StoreContract extends ErasingContract {
    private static final AtomicInteger UNIQUE = new AtomicInteger();
    private static final AccountId BOB = new AccountId("bob");

    private final int own = UNIQUE.incrementAndGet();
    private final AccountId ann = new AccountId("ann Zoë-" + own);
    private final ContentId film = new ContentId("film-" + own);
    private final Epoch day = Epoch.parse("2026-01-01").plusDays(100L * own);

    private Address address(int number) {
        return new Address(String.format("0x%032x%08x", own, number));
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(store().profiles().find(ann)).isEmpty();
        assertThat(store().contents().find(film)).isEmpty();
        assertThat(store().contents().figures(film)).isEmpty();
        assertThat(store().spaces().at(ann, day)).isEmpty();
        assertThat(store().spaces().next(ann, day)).isEmpty();
        assertThat(store().metrics().day(day)).isEmpty();
        assertThat(store().tallies().top(day)).isEmpty();
        assertThat(store().wallets().addressOf(ann)).isEmpty();
        assertThat(store().wallets().accountOf(address(1))).isEmpty();
        assertThat(store().wallets().entries(address(1), 10)).isEmpty();
        assertThat(store().wallets().entry(address(1), day)).isEmpty();
        assertThat(store().epochs().find(day)).isEmpty();
        assertThat(store().epochs().chunk(day, 0)).isEmpty();
    }

    @Test
    void whatIsHiddenIsHiddenUntilItIsTakenBack() {
        Hidden hidden = store().hidden();
        assertThat(hidden.of(ann)).isEqualTo(Hidden.Lists.NONE);
        AccountId bea = new AccountId("bea-" + own);
        assertThat(hidden.hide(ann, Kind.MUTED, "zoë", 1)).isEqualTo(Hid.NOW);
        assertThat(hidden.hide(ann, Kind.MUTED, "yan", 2)).isEqualTo(Hid.NOW);
        assertThat(hidden.hide(ann, Kind.MUTED, "zoë", 3)).isEqualTo(Hid.BEFORE);
        hidden.hide(ann, Kind.BLOCKED, bea.value(), 4);
        hidden.hide(ann, Kind.DISMISSED, film.value(), 5);
        Hidden.Entry zoe = new Hidden.Entry("zoë", 1);
        Hidden.Entry blocked = new Hidden.Entry(bea.value(), 4);
        Hidden.Entry dismissed = new Hidden.Entry(film.value(), 5);
        assertThat(hidden.of(ann))
                .as("newest first, at the time when each was hidden first")
                .isEqualTo(new Hidden.Lists(
                        List.of(new Hidden.Entry("yan", 2), zoe), List.of(blocked), List.of(dismissed), List.of()));
        assertThat(hidden.of(bea)).isEqualTo(new Hidden.Lists(List.of(), List.of(), List.of(), List.of(ann)));
        assertThat(hidden.of(ann).apart(bea)).isTrue();
        assertThat(hidden.of(bea).apart(ann)).isTrue();
        assertThat(hidden.of(ann).apart(new AccountId("zoë"))).as("muted only").isFalse();

        hidden.show(ann, Kind.MUTED, "yan");
        hidden.show(ann, Kind.BLOCKED, bea.value());
        hidden.show(ann, Kind.BLOCKED, bea.value());
        assertThat(hidden.of(ann)).isEqualTo(new Hidden.Lists(List.of(zoe), List.of(), List.of(dismissed), List.of()));
        assertThat(hidden.of(bea)).isEqualTo(Hidden.Lists.NONE);
    }

    @Test
    void aReadingIsOfTheProfileAndOfWhatIsHiddenAndEachIsForgottenForItself() {
        assertThat(store().reading(ann)).isEqualTo(Store.Reading.NOBODY);
        Profile profile = new Profile(ann, List.of(new Interaction(film, BOB, "LIKE", 1)), List.of(film));
        store().profiles().putAll(List.of(new Part(Epoch.parse("2026-11-21"), profile)));
        store().hidden().hide(ann, Kind.DISMISSED, film.value(), 5);
        Hidden.Lists lists = store().hidden().of(ann);
        assertThat(lists.dismissed()).hasSize(1);
        assertThat(store().reading(ann)).isEqualTo(new Store.Reading(Optional.of(profile), lists));

        store().profiles().forget(ann);
        assertThat(store().reading(ann)).isEqualTo(new Store.Reading(Optional.empty(), lists));
        store().profiles().putAll(List.of(new Part(Epoch.parse("2026-11-21"), profile)));
        store().hidden().forget(ann);
        assertThat(store().reading(ann)).isEqualTo(new Store.Reading(Optional.of(profile), Hidden.Lists.NONE));
    }

    @Test
    void aListOfWhatIsHiddenIsBounded() {
        Hidden hidden = store().hidden();
        for (int i = 0; i < Hidden.MAX_PEOPLE; i++) {
            assertThat(hidden.hide(ann, Kind.MUTED, "m" + i, i)).isEqualTo(Hid.NOW);
        }
        assertThat(hidden.hide(ann, Kind.MUTED, "one more", 1)).isEqualTo(Hid.TOO_MANY);
        assertThat(hidden.hide(ann, Kind.MUTED, "m7", 1)).as("is there").isEqualTo(Hid.BEFORE);
        assertThat(hidden.hide(ann, Kind.BLOCKED, "other", 1)).isEqualTo(Hid.NOW);
        assertThat(hidden.of(ann).muted())
                .hasSize(Hidden.MAX_PEOPLE)
                .startsWith(new Hidden.Entry("m" + (Hidden.MAX_PEOPLE - 1), Hidden.MAX_PEOPLE - 1));
    }

    @Test
    void aProfileIsOfTheNewestDays() {
        List<Interaction> recent = IntStream.range(0, Profiles.MAX_RECENT)
                .mapToObj(i -> new Interaction(new ContentId("c" + i), BOB, "LIKE", 1_000L - i))
                .toList();
        List<ContentId> seen = IntStream.range(0, Profiles.MAX_SEEN)
                .mapToObj(i -> new ContentId("s" + i))
                .toList();
        Profile first = new Profile(ann, recent, seen);
        Profile second = new Profile(ann, recent.subList(0, 1), List.of(seen.get(9)));
        Profile other = new Profile(new AccountId("other-" + own), recent.subList(0, 1), seen.subList(0, 2));
        store().profiles().putAll(List.of(new Part(day, first), new Part(day, other)));
        assertThat(store().profiles().find(ann)).contains(first);
        store().profiles().putAll(List.of(new Part(day, second)));
        store().profiles().putAll(List.of());
        assertThat(store().profiles().find(ann)).contains(second);
        assertThat(store().profiles().find(other.account())).contains(other);

        Interaction late = new Interaction(film, BOB, "PLAY", 5);
        List<Interaction> next = List.of(new Interaction(film, BOB, "LIKE", 2_000), recent.get(0), late);
        store().profiles()
                .putAll(List.of(
                        new Part(day, first),
                        new Part(day.plusDays(1), new Profile(ann, next, List.of(film, seen.get(7))))));
        Profile both = store().profiles().find(ann).orElseThrow();
        List<Interaction> all = new ArrayList<>(recent.subList(0, Profiles.MAX_RECENT - 1));
        all.add(0, next.get(0));
        assertThat(both.recent()).as("by their time, each once").isEqualTo(all);
        assertThat(both.seen()).hasSize(Profiles.MAX_SEEN).startsWith(film, seen.get(7), seen.get(0));
        assertThat(both.seen()).doesNotHaveDuplicates().contains(seen.get(498)).doesNotContain(seen.get(499));

        for (int later = 1; later <= Profiles.MAX_DAYS; later++) {
            store().profiles()
                    .putAll(List.of(new Part(
                            day.plusDays(1 + later),
                            new Profile(ann, List.of(), List.of(new ContentId("d" + later))))));
        }
        assertThat(store().profiles().find(ann).orElseThrow().seen())
                .hasSize(Profiles.MAX_DAYS)
                .startsWith(new ContentId("d" + Profiles.MAX_DAYS));
    }

    @Test
    void aProfileIsBounded() {
        List<Interaction> tooMany = Collections.nCopies(Profiles.MAX_RECENT + 1, new Interaction(film, BOB, "PLAY", 1));
        assertThatThrownBy(() -> new Profile(ann, tooMany, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("101 interactions");
    }

    @Test
    void manyProfilesAreWrittenAtOnce() {
        List<Profile> many = IntStream.range(0, 2_500)
                .mapToObj(i ->
                        new Profile(new AccountId("many-" + own + "-" + i), List.of(), List.of(new ContentId("c" + i))))
                .toList();
        store().profiles()
                .putAll(many.stream().map(profile -> new Part(day, profile)).toList());
        assertThat(store().profiles().find(many.get(0).account())).contains(many.get(0));
        assertThat(store().profiles().find(many.get(2_499).account())).contains(many.get(2_499));
    }

    @Test
    void theCatalogueKeepsItsFirstAnswer() {
        Content first = new Content(film, ann, 7, 60_000);
        assertThat(store().contents().release(first)).isEqualTo(first);
        assertThat(store().contents().release(new Content(film, BOB, 8, 1))).isEqualTo(first);
        assertThat(store().contents().find(film)).contains(first);
        assertThat(store().contents().figures(film)).isEmpty();
    }

    @Test
    void ofReleasesAtOnceTheFirstOfEachContentCounts() {
        ContentId other = new ContentId("other-" + own);
        Content known = new Content(other, ann, 5, 1);
        store().contents().release(known);
        Content first = new Content(film, ann, 7, 60_000);
        store().contents().releaseAll(List.of(new Content(other, BOB, 6, 1), first, new Content(film, BOB, 8, 1)));
        assertThat(store().contents().find(film)).contains(first);
        assertThat(store().contents().find(other)).contains(known);
        assertThat(store().contents().findAll(List.of(film, other, new ContentId("unknown-" + own))))
                .containsOnly(Map.entry(film, first), Map.entry(other, known));
        assertThat(store().contents().findAll(List.of())).isEmpty();
    }

    @Test
    void figuresAreReplaced() {
        Figures first = new Figures(film, BOB, 1, 2, 3, 4, 5, 6, 7);
        Figures second = new Figures(film, BOB, 8, 9, 10, 11, 12, Long.MAX_VALUE, 14);
        store().contents().putFigures(List.of(first));
        assertThat(store().contents().figures(film)).contains(first);
        store().contents().putFigures(List.of(second));
        assertThat(store().contents().figures(film)).contains(second);
        assertThat(store().contents().figuresAll(List.of(film, new ContentId("unknown-" + own))))
                .containsOnly(Map.entry(film, second));
        assertThat(store().contents().find(film)).isEmpty();
    }

    @Test
    void oneOfManyReleasesWins() throws Exception {
        List<Content> said =
                atOnce(8, i -> store().contents().release(new Content(film, new AccountId("claimant-" + i), i, i)));
        assertThat(said).containsOnly(store().contents().find(film).orElseThrow());
    }

    @Test
    void sharesCountFromTheirEpochOn() {
        AccountId other = new AccountId(ann.value() + " too");
        store().spaces().set(new Space(ann, 300_000, 0, day.plusDays(1)), day);
        store().spaces().set(new Space(ann, 0, 1_000_000, day.plusDays(9)), day);
        store().spaces().set(new Space(other, 1, 2, day.plusDays(4)), day.plusDays(3));
        assertThat(store().spaces().at(ann, day)).isEmpty();
        assertThat(store().spaces().next(ann, day)).contains(new Space(ann, 300_000, 0, day.plusDays(1)));
        for (int later : new int[] {1, 2, 8}) {
            assertThat(store().spaces().at(ann, day.plusDays(later)))
                    .contains(new Space(ann, 300_000, 0, day.plusDays(1)));
            assertThat(store().spaces().next(ann, day.plusDays(later)))
                    .contains(new Space(ann, 0, 1_000_000, day.plusDays(9)));
        }
        assertThat(store().spaces().at(ann, day.plusDays(9)))
                .isEqualTo(store().spaces().at(ann, day.plusDays(4_000)))
                .contains(new Space(ann, 0, 1_000_000, day.plusDays(9)));
        assertThat(store().spaces().next(ann, day.plusDays(9))).isEmpty();
        assertThat(store().spaces().at(other, day.plusDays(3))).isEmpty();
        assertThat(store().spaces().at(other, day.plusDays(4))).isPresent();
    }

    @Test
    void sharesAreReplacedUntilTheirEpochBegins() {
        Epoch tomorrow = day.plusDays(1);
        store().spaces().set(new Space(ann, 1, 2, tomorrow), day);
        store().spaces().set(new Space(ann, 3, 4, tomorrow), day);
        assertThat(store().spaces().next(ann, day)).contains(new Space(ann, 3, 4, tomorrow));
        for (Epoch begun : List.of(tomorrow, day)) {
            assertThatThrownBy(() -> store().spaces().set(new Space(ann, 5, 6, begun), tomorrow))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("from " + begun + ", today is " + tomorrow);
        }
        assertThat(store().spaces().at(ann, tomorrow)).contains(new Space(ann, 3, 4, tomorrow));
    }

    @Test
    void sharesAreMillionths() {
        for (long wrong : new long[] {-1, 1_000_001}) {
            assertThatThrownBy(() -> new Space(ann, wrong, 0, day))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("ownerSharePpm must be within 0..1000000, is " + wrong);
            assertThatThrownBy(() -> new Space(ann, 0, wrong, day))
                    .hasMessage("disseminatorSharePpm must be within 0..1000000, is " + wrong);
        }
    }

    @Test
    void allSharesOfAnEpochAreReadPageByPage() {
        List<Space> all = Stream.of("\u0001", " ", "A", "a", "a b", "é", "字", "ﾊ", "🎉")
                .map(name -> new Space(new AccountId("page-" + own + "-" + name), 7, 8, day.plusDays(1)))
                .toList();
        List<Space> shuffled = new ArrayList<>(all);
        Collections.reverse(shuffled);
        for (Space space : shuffled) {
            store().spaces().set(space, day);
            store().spaces().set(new Space(space.owner(), 9, 10, day.plusDays(3)), day);
        }
        store().spaces().set(new Space(new AccountId("page-" + own + "-later"), 1, 1, day.plusDays(3)), day);
        List<Space> read = new ArrayList<>();
        Optional<AccountId> after = Optional.of(new AccountId("page-" + own + "-"));
        for (int page = 0; page < 3; page++) {
            List<Space> found = store().spaces().effective(day.plusDays(2), after, 3).stream()
                    .filter(space -> space.owner().value().startsWith("page-" + own + "-"))
                    .toList();
            read.addAll(found);
            after = Optional.of(found.get(found.size() - 1).owner());
        }
        assertThat(read).isEqualTo(all);
        assertThat(store().spaces().effective(day.plusDays(2), Optional.empty(), Spaces.MAX_PAGE))
                .containsAll(all);
        assertThatThrownBy(() -> store().spaces().effective(day, Optional.empty(), Spaces.MAX_PAGE + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDaysFiguresAddUpByName() {
        store().metrics().put(day, Map.of("validLikes", 3L, "eventsValid", -1L));
        store().metrics().put(day, Map.of("validLikes", Long.MAX_VALUE));
        store().metrics().put(day, Map.of());
        assertThat(store().metrics().day(day))
                .containsOnly(Map.entry("validLikes", Long.MAX_VALUE), Map.entry("eventsValid", -1L));
        assertThat(store().metrics().day(day.plusDays(1))).isEmpty();
    }

    @Test
    void theNewestDayIsFound() {
        Epoch far = Epoch.parse("2099-01-01").plusDays(own);
        store().metrics().put(far, Map.of("validLikes", 1L));
        store().metrics().put(far.plusDays(-1), Map.of("validLikes", 1L));
        store().metrics().put(Epoch.parse("1969-07-20"), Map.of("validLikes", 1L));
        store().metrics().put(far.plusDays(1), Map.of());
        assertThat(store().metrics().newest()).contains(far);
    }

    @Test
    void theTrendingListIsReplacedInItsOrder() {
        List<Trending> hottest =
                List.of(new Trending(film, 9, 1), new Trending(new ContentId("b"), 9, 1), new Trending(film, 3, 1));
        store().metrics().putTrending(hottest);
        assertThat(store().metrics().trending()).isEqualTo(hottest);
        store().metrics().putTrending(List.of());
        assertThat(store().metrics().trending()).isEmpty();
        List<Trending> tooMany = Collections.nCopies(Metrics.MAX_TRENDING + 1, new Trending(film, 1, 1));
        assertThatThrownBy(() -> store().metrics().putTrending(tooMany)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void talliesAreTheLastOnesWrittenEachForItself() {
        Subject creator = new Subject(Dimension.CREATOR, ann.value());
        Subject room = new Subject(Dimension.ROOM, ann.value());
        Subject longer = new Subject(Dimension.CREATOR, ann.value() + "-and-more");
        Counts once = new Counts(1, 2, 3, 4, 5, 6);
        Counts many = new Counts(10, Long.MAX_VALUE, 30, 40, 50, 60);
        Counts never = new Counts(-1, 0, 0, 0, 0, 0);
        store().tallies()
                .putAll(List.of(
                        new Tally(creator, Optional.empty(), once),
                        new Tally(creator, Optional.of(day), once),
                        new Tally(creator, Optional.of(day.plusDays(-1)), never),
                        new Tally(room, Optional.of(day), never)));
        store().tallies()
                .putAll(List.of(
                        new Tally(creator, Optional.empty(), never), new Tally(creator, Optional.empty(), many)));
        store().tallies().putAll(List.of());
        store().tallies().putWatching(List.of(new Watching(room, 9, 1), new Watching(Subject.PLATFORM, own, 7)));
        store().tallies().putWatching(List.of(new Watching(room, 0, 2)));
        assertThat(store().tallies().findAll(List.of(creator, room, longer, Subject.PLATFORM), day))
                .containsOnly(
                        Map.entry(creator, new Standing(many, once, Optional.empty())),
                        Map.entry(room, new Standing(Counts.NONE, never, Optional.of(new Watching(room, 0, 2)))),
                        Map.entry(longer, Standing.NONE),
                        Map.entry(
                                Subject.PLATFORM,
                                new Standing(
                                        Counts.NONE,
                                        Counts.NONE,
                                        Optional.of(new Watching(Subject.PLATFORM, own, 7)))));
        assertThat(store().tallies().findAll(List.of(creator), day.plusDays(-1)))
                .containsOnly(Map.entry(creator, new Standing(many, never, Optional.empty())));
        assertThat(store().tallies().findAll(List.of(), day)).isEmpty();
    }

    @Test
    void subjectsAreKnownByTheirKeys() {
        for (Dimension dimension : Dimension.values()) {
            Subject subject = new Subject(dimension, dimension == Dimension.PLATFORM ? "" : "r/Zoë");
            assertThat(Subject.ofKey(subject.key())).isEqualTo(subject);
        }
        assertThatThrownBy(() -> new Subject(Dimension.ROOM, "")).hasMessageContaining("1..64 characters");
        assertThatThrownBy(() -> Subject.ofKey("?x")).hasMessage("No dimension has the letter '?'");
    }

    @Test
    void theDaysTopCreatorsAreReplacedInTheirOrder() {
        List<Ranked> top = List.of(new Ranked(BOB, 9), new Ranked(ann, 9), new Ranked(new AccountId("c"), 1));
        store().tallies().putTop(day, top);
        assertThat(store().tallies().top(day)).isEqualTo(top);
        assertThat(store().tallies().top(day.plusDays(1))).isEmpty();
        store().tallies().putTop(day, List.of());
        assertThat(store().tallies().top(day)).isEmpty();
        List<Ranked> tooMany = Collections.nCopies(Tallies.MAX_TOP + 1, new Ranked(BOB, 1));
        assertThatThrownBy(() -> store().tallies().putTop(day, tooMany)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bindingIsForEverAndMayBeRepeated() {
        AccountId bea = new AccountId("bea-" + own);
        store().wallets().bind(Map.of(ann, address(1), bea, address(2)));
        store().wallets().bind(Map.of(ann, address(1), bea, address(2)));
        store().wallets().bind(Map.of());
        assertThat(store().wallets().addressOf(ann)).contains(address(1));
        assertThat(store().wallets().accountOf(address(2))).contains(bea);
    }

    @Test
    void neitherAccountNorAddressIsGivenTwice() {
        AccountId bea = new AccountId("bea-" + own);
        store().wallets().bind(Map.of(ann, address(1)));
        assertThatThrownBy(() -> store().wallets().bind(Map.of(bea, address(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot bind account " + bea + ": address " + address(1) + " belongs to account " + ann);
        assertThatThrownBy(() -> store().wallets().bind(Map.of(ann, address(2))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot bind account " + ann + " to " + address(2) + ": its address is " + address(1));
        Map<AccountId, Address> twins = new TreeMap<>();
        twins.put(new AccountId("twin-1-" + own), address(3));
        twins.put(new AccountId("twin-2-" + own), address(3));
        assertThatThrownBy(() -> store().wallets().bind(twins)).isInstanceOf(IllegalStateException.class);
        assertThat(store().wallets().accountOf(address(1))).contains(ann);
        assertThat(store().wallets().addressOf(bea)).isEmpty();
        assertThat(store().wallets().accountOf(address(2))).isEmpty();
    }

    @Test
    void ofManyBindingsOfAnAccountOneWins() throws Exception {
        List<Boolean> won = atOnce(8, i -> {
            try {
                store().wallets().bind(Map.of(ann, address(i)));
                return true;
            } catch (IllegalStateException taken) {
                return false;
            }
        });
        Address bound = store().wallets().addressOf(ann).orElseThrow();
        assertThat(won).containsOnlyOnce(true);
        IntStream.range(0, 8)
                .mapToObj(this::address)
                .forEach(address -> assertThat(
                                store().wallets().accountOf(address).isPresent())
                        .isEqualTo(address.equals(bound)));
    }

    @Test
    void thousandsAreBoundAtOnce() {
        Map<AccountId, Address> many = new TreeMap<>();
        for (int i = 0; i < 2_500; i++) {
            many.put(new AccountId("bound-" + own + "-" + i), address(1_000 + i));
        }
        store().wallets().bind(many);
        many.put(ann, address(1));
        store().wallets().bind(many);
        assertThat(store().wallets().addressOf(ann)).contains(address(1));
        assertThat(store().wallets().accountOf(address(3_499))).contains(new AccountId("bound-" + own + "-2499"));
    }

    private Entry entry(int of, Epoch epoch, int index) {
        return new Entry(
                address(of),
                epoch,
                index,
                amount("1"),
                amount("20000000000000000000000000000"),
                amount("3"),
                amount("4"),
                amount("5"),
                amount("0"),
                amount("20000000000000000000000000013"));
    }

    private static TokenAmount amount(String units) {
        return TokenAmount.of(units);
    }

    @Test
    void transfersAreOnBothStatementsNewestDayFirst() {
        Wallets.Transfer old = transfer(0, "11", 1, 2);
        Wallets.Transfer first = transfer(1, "0a", 1, 2);
        Wallets.Transfer second = transfer(1, "ff", 2, 1);
        Wallets.Transfer others = transfer(1, "33", 2, 3);
        assertThat(store().wallets().transfers(address(1), 10)).isEmpty();
        store().wallets().putTransfers(List.of(second, old, others, first));
        store().wallets().putTransfers(List.of(old));
        assertThat(store().wallets().transfers(address(1), 10)).containsExactly(first, second, old);
        assertThat(store().wallets().transfers(address(1), 2)).containsExactly(first, second);
        assertThat(store().wallets().transfers(address(1), 0)).isEmpty();
        assertThat(store().wallets().transfers(address(3), 10)).containsExactly(others);
    }

    private Wallets.Transfer transfer(int daysOn, String tx, int from, int to) {
        return new Wallets.Transfer(
                day.plusDays(daysOn), "0x" + tx.repeat(32), "TIP", address(from), address(to), TokenAmount.of("1000"));
    }

    @Test
    void entriesComeNewestFirst() {
        Entry old = entry(1, day, 4);
        Entry middle = entry(1, day.plusDays(1), -1);
        Entry newest = entry(1, day.plusDays(300), 0);
        Entry others = entry(2, day, 5);
        store().wallets().putEntries(List.of(middle, newest, others, old));
        store().wallets().putEntries(List.of(old));
        assertThat(store().wallets().entries(address(1), 10)).containsExactly(newest, middle, old);
        assertThat(store().wallets().entries(address(1), 2)).containsExactly(newest, middle);
        assertThat(store().wallets().entries(address(1), 0)).isEmpty();
        assertThat(store().wallets().entry(address(1), day.plusDays(1))).contains(middle);
        assertThat(store().wallets().entry(address(1), day.plusDays(2))).isEmpty();
    }

    @Test
    void anEpochIsOpenedOnce() {
        Epochs epochs = store().epochs();
        assertThat(epochs.open(day)).isEqualTo(new Row(day, State.OPEN, Map.of()));
        assertThat(epochs.advance(day, State.OPEN, Map.of("records", "7"))).isTrue();
        assertThat(epochs.open(day)).isEqualTo(new Row(day, State.CLOSED, Map.of("records", "7")));
    }

    @Test
    void anEpochMovesStepByStepToTheEnd() {
        Epochs epochs = store().epochs();
        epochs.open(day);
        Map<String, String> details = new TreeMap<>();
        for (State state : State.values()) {
            assertThat(epochs.find(day)).contains(new Row(day, state, details));
            if (state != State.RECONCILED) {
                details.put("after " + state, "");
                assertThat(epochs.advance(day, state, Map.of("after " + state, "")))
                        .isTrue();
                assertThat(epochs.advance(day, state, Map.of("again", "1"))).isFalse();
            }
        }
        assertThatThrownBy(() -> epochs.advance(day, State.RECONCILED, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Nothing comes after RECONCILED");
    }

    @Test
    void anUnknownEpochDoesNotMove() {
        assertThat(store().epochs().advance(day, State.OPEN, Map.of())).isFalse();
        assertThatThrownBy(() -> store().epochs().note(day, Map.of("a", "b")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Epoch " + day + " was never opened");
        assertThatThrownBy(() -> store().epochs().note(day, Map.of())).isInstanceOf(IllegalStateException.class);
        assertThat(store().epochs().find(day)).isEmpty();
    }

    @Test
    void notesAddAndReplaceDetails() {
        Epochs epochs = store().epochs();
        epochs.open(day);
        epochs.note(day, Map.of("root", "0x1", "tx", "a"));
        epochs.note(day, Map.of("tx", "b"));
        epochs.note(day, Map.of());
        assertThat(epochs.find(day)).contains(new Row(day, State.OPEN, Map.of("root", "0x1", "tx", "b")));
    }

    @Test
    void ofManyStepsOneSucceeds() throws Exception {
        store().epochs().open(day);
        List<Boolean> moved =
                atOnce(8, i -> store().epochs().advance(day, State.OPEN, Map.of("by", Integer.toString(i))));
        assertThat(moved).containsOnlyOnce(true);
        assertThat(store().epochs().find(day))
                .contains(new Row(day, State.CLOSED, Map.of("by", Integer.toString(moved.indexOf(true)))));
    }

    @Test
    void allEpochsComeOldestFirst() {
        Epoch old = Epoch.parse("1950-01-01").plusDays(own);
        store().epochs().open(day.plusDays(1));
        store().epochs().open(old);
        store().epochs().open(day);
        store().epochs().putChunk(day, new Chunk(0, "0x", List.of()));
        List<Epoch> all = store().epochs().all().stream().map(Row::epoch).toList();
        assertThat(all).isSorted().doesNotHaveDuplicates().contains(old, day, day.plusDays(1));
    }

    @Test
    void theNewestEpochsAreReadBackwardsFromADay() {
        store().epochs().open(day.plusDays(-2));
        store().epochs().open(day);
        store().epochs().note(day, Map.of("root", "0x1"));
        store().epochs().open(day.plusDays(1));
        for (int back = 0; back <= 2; back++) {
            store().epochs().putChunk(day.plusDays(-back), new Chunk(0, "0x", List.of()));
        }

        assertThat(store().epochs().newest(Optional.of(day.plusDays(1)), 2))
                .containsExactly(
                        new Row(day, State.OPEN, Map.of("root", "0x1")),
                        new Row(day.plusDays(-2), State.OPEN, Map.of()));
        assertThat(store().epochs().newest(Optional.of(day.plusDays(-1)), 1))
                .extracting(Row::epoch)
                .containsExactly(day.plusDays(-2));
        assertThat(store().epochs().newest(Optional.of(Epoch.parse("1900-01-01")), 1))
                .isEmpty();
        List<Row> all = new ArrayList<>(store().epochs().all());
        Collections.reverse(all);
        assertThat(store().epochs().newest(Optional.empty(), Integer.MAX_VALUE)).isEqualTo(all);
    }

    @Test
    void chunksAreKeptAsTheyArePushed() {
        String node = "0x" + "ab".repeat(32);
        Chunk first = new Chunk(0, "0x" + "00ff".repeat(8_000), List.of(node, "0x" + "01".repeat(32)));
        Chunk second = new Chunk(1, "0x", List.of());
        store().epochs().putChunk(day, first);
        store().epochs().putChunk(day, second);
        assertThat(store().epochs().chunk(day, 0)).contains(first);
        assertThat(store().epochs().chunk(day, 1)).contains(second);
        assertThat(store().epochs().chunk(day, 2)).isEmpty();
        assertThat(store().epochs().find(day)).isEmpty();
    }

    @Test
    void aMalformedChunkIsRefused() {
        assertThatThrownBy(() -> new Chunk(0, "0xabc", List.of())).hasMessageContaining("packed");
        assertThatThrownBy(() -> new Chunk(0, "0x", List.of("0x12"))).hasMessageContaining("'0x12'");
        assertThatThrownBy(() -> new Chunk(-1, "0x", List.of())).hasMessageContaining("-1");
    }

    /** A call that one of several threads makes. */
    interface Attempt<T> {
        T by(int thread) throws Exception;
    }

    private static <T> List<T> atOnce(int threads, Attempt<T> attempt) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                calls.add(() -> attempt.by(thread));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void statesFollowEachOtherInTheOrderOfTheirNames() {
        State[] states = State.values();
        assertThat(Arrays.stream(states, 0, states.length - 1).map(State::next))
                .containsExactlyElementsOf(Arrays.asList(states).subList(1, states.length));
    }

    private Clip clip(String name, AccountId owner, long publishedAt) {
        return new Clip(
                new ContentId(name + own),
                owner,
                "Ann's « film »",
                "sea",
                "bafy" + own,
                "bafyd",
                8_000,
                360,
                640,
                true,
                publishedAt);
    }

    @Test
    void clipsAreListedNewestFirstForEverybodyAndByOwner() {
        AccountId zoe = new AccountId(ann + "-zoe");
        Clip old = clip("old", ann, 5_000_000_000_000L + own * 10L);
        Clip young = clip("young", ann, old.publishedAt() + 1);
        Clip other = clip("other", zoe, old.publishedAt() + 2);
        for (Clip clip : List.of(young, other, old)) {
            store().clips().put(clip);
        }
        assertThat(store().clips().find(young.content())).contains(young);
        assertThat(store().clips().findAll(List.of(old.content(), film, other.content())))
                .containsOnly(Map.entry(old.content(), old), Map.entry(other.content(), other));
        assertThat(store().clips().of(ann, 10)).containsExactly(young, old);
        assertThat(store().clips().of(ann, 1)).containsExactly(young);
        assertThat(store().clips().of(zoe, 10)).containsExactly(other);
        assertThat(store().clips().newest(Clips.MAX_LIST))
                .containsSubsequence(other.content(), young.content(), old.content());
    }

    @Test
    void manyNewClipsAreFoundAndListedAsIfPutOneByOne() {
        Clip old = clip("bulk-old", ann, 4_000_000_000_000L + own * 10L);
        Clip young = clip("bulk-young", ann, old.publishedAt() + 1);
        store().clips().putNew(List.of(old, young));
        store().clips().putNew(List.of());
        assertThat(store().clips().find(old.content())).contains(old);
        assertThat(store().clips().of(ann, 10)).containsExactly(young, old);
        assertThat(store().clips().newest(Clips.MAX_LIST)).containsSubsequence(young.content(), old.content());
    }

    @Test
    void aClipThatIsPutAgainKeepsItsPlace() {
        Clip first = clip("again", ann, 1_000);
        store().clips().put(first);
        store().clips().put(clip("again", ann, 9_000));
        assertThat(store().clips().of(ann, 10)).containsExactly(first);
    }

    @Test
    void listsAreBounded() {
        assertThatThrownBy(() -> store().clips().newest(Clips.MAX_LIST + 1))
                .hasMessageContaining("2001 were asked for");
        assertThatThrownBy(() -> store().uploads().of(ann, 0)).hasMessageContaining("0 were asked for");
        assertThatThrownBy(() -> store().comments().newest(film, 201)).hasMessageContaining("201 were asked for");
        assertThatThrownBy(() -> new Clip(film, ann, "", "", "d", "c", 1, 1, 1, false, 1))
                .hasMessageContaining("A title");
    }

    private Upload upload(String name, Uploads.State state, long createdAt) {
        return new Upload(
                name + own, ann, "A film", "", 99, state, "", "", "", "", 0, 0, 0, false, createdAt, createdAt);
    }

    @Test
    void anUploadIsCreatedOnceAndReplacedOnlyAsItIs() {
        Upload begun = upload("u", Uploads.State.RECEIVING, 1_000);
        Upload queued = upload("u", Uploads.State.QUEUED, 1_000);
        Upload later = upload("v", Uploads.State.RECEIVING, 2_000);
        assertThat(store().uploads().create(begun)).isTrue();
        assertThat(store().uploads().create(queued)).isFalse();
        assertThat(store().uploads().create(later)).isTrue();
        assertThat(store().uploads().replace(begun, queued)).isTrue();
        assertThat(store().uploads().replace(begun, queued)).isFalse();
        assertThat(store().uploads().find(begun.id())).contains(queued);
        assertThat(store().uploads().of(ann, 10)).containsExactly(later, queued);
        assertThatThrownBy(() -> store().uploads().replace(queued, later)).hasMessageContaining("cannot become");
    }

    @Test
    void commentsAreNewestFirstAndOnceEach() {
        Comment first = new Comment(film, ann, 1_000, "id-1", "<b>Zoë</b>");
        Comment second = new Comment(film, BOB, 2_000, "id-2", "two");
        Comment elsewhere = new Comment(new ContentId(film + "x"), BOB, 3_000, "id-3", "three");
        store().comments().putAll(List.of(first, second, elsewhere));
        store().comments().putAll(List.of(second));
        assertThat(store().comments().newest(film, 10)).containsExactly(second, first);
        assertThat(store().comments().newest(film, 1)).containsExactly(second);
    }

    @Test
    void aKeyHasOneWriterUntilItsLeaseRunsOutOrItIsKnownToBeDead() {
        Outbox outbox = store().outbox();
        Outbox.Writer key = new Outbox.Writer(own, address(1).hex());
        Instant now = Instant.ofEpochMilli(1_000_000);
        Instant until = now.plusSeconds(60);
        assertThat(outbox.lease(key)).isEmpty();
        Outbox.Lease first =
                outbox.take(key, "one", Optional.empty(), now, until).orElseThrow();
        assertThat(outbox.lease(key)).contains(first);
        assertThat(outbox.take(key, "two", Optional.empty(), until.minusMillis(1), until))
                .isEmpty();
        assertThat(outbox.take(key, "two", Optional.of("three"), now, until))
                .as("another is dead")
                .isEmpty();
        Outbox.Lease longer = outbox.take(key, "one", Optional.empty(), now, until.plusSeconds(1))
                .orElseThrow();
        assertThat(longer.fence()).isEqualTo(first.fence());
        assertThat(outbox.take(key, "two", Optional.empty(), until, until)).isEmpty();

        Outbox.Lease second = outbox.take(key, "two", Optional.empty(), until.plusSeconds(1), until.plusSeconds(61))
                .orElseThrow();
        assertThat(second.fence()).isGreaterThan(first.fence());
        Outbox.Lease third = outbox.take(key, "three", Optional.of("two"), until.plusSeconds(2), until.plusSeconds(62))
                .orElseThrow();
        assertThat(third.fence()).isGreaterThan(second.fence());
        outbox.release(key, second, now);
        assertThat(outbox.lease(key)).as("no longer its own").contains(third);
        outbox.release(key, third, until.plusSeconds(3));
        Outbox.Lease again = outbox.take(key, "three", Optional.empty(), until.plusSeconds(3), until.plusSeconds(63))
                .orElseThrow();
        assertThat(again.fence())
                .as("whoever let go of it begins anew, also by the same name")
                .isGreaterThan(third.fence());
    }

    @Test
    void whatIsSignedIsKeptByItsNonceAndOnlyByWhoHoldsTheLease() {
        Outbox outbox = store().outbox();
        Outbox.Writer key = new Outbox.Writer(own, address(2).hex());
        Instant now = Instant.ofEpochMilli(1_000_000);
        Outbox.Lease old = outbox.take(key, "one", Optional.empty(), now, now.plusSeconds(1))
                .orElseThrow();
        Outbox.Entry third = entry(3, "push 1/0", 1);
        assertThat(outbox.entries(key)).isEmpty();
        assertThat(outbox.put(key, old, third)).isTrue();
        assertThat(outbox.put(key, old, entry(200, "push 1/1", 1))).isTrue();
        Outbox.Lease lease = outbox.take(key, "two", Optional.of("one"), now, now.plusSeconds(1))
                .orElseThrow();
        assertThat(outbox.put(key, old, entry(4, "late", 1))).isFalse();
        assertThat(outbox.forget(key, old, 300)).isFalse();
        assertThat(outbox.entries(key)).containsExactly(third, entry(200, "push 1/1", 1));

        assertThat(outbox.put(key, lease, entry(3, "push 1/0", Outbox.MAX_ATTEMPTS)))
                .isTrue();
        assertThat(outbox.entries(key).get(0).newest())
                .isEqualTo(entry(3, "", Outbox.MAX_ATTEMPTS).newest());
        assertThat(outbox.forget(key, lease, 3)).isTrue();
        assertThat(outbox.entries(key)).hasSize(2);
        assertThat(outbox.forget(key, lease, 200)).isTrue();
        assertThat(outbox.entries(key)).containsExactly(entry(200, "push 1/1", 1));
        assertThat(outbox.entries(new Outbox.Writer(own + 1_000_000L, address(2).hex())))
                .as("another chain")
                .isEmpty();
    }

    private static Outbox.Entry entry(long nonce, String what, int attempts) {
        return new Outbox.Entry(
                nonce,
                what,
                IntStream.range(0, attempts)
                        .mapToObj(i -> new Outbox.Attempt(
                                "0x" + "ab".repeat(32),
                                "0x" + "cd".repeat(20_000),
                                BigInteger.TEN.pow(9 + i),
                                BigInteger.valueOf(i),
                                Instant.ofEpochMilli(5 + i)))
                        .toList());
    }
}
