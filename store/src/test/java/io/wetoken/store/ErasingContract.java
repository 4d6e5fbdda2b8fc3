package io.wetoken.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Hidden.Kind;
import io.wetoken.store.Wallets.Salt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store does when a person is erased: what is the person's alone goes, what others' sums hang on is called by another name. Twice is as once. */
abstract class ErasingContract {
    private static final Epoch DAY = Epoch.parse("2026-11-20");

    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private final AccountId ann = new AccountId("ann Zoë " + own);
    private final AccountId bea = new AccountId("bea " + own);
    private final AccountId nobody = new AccountId("erased-" + own);
    private final Address address = new Address("0x" + own + "00".repeat(16));
    private final ContentId film = new ContentId("film " + own);
    private final ContentId other = new ContentId("other " + own);

    /** The same store every time. */
    abstract Store store();

    private void twice(Runnable erasing) {
        erasing.run();
        erasing.run();
    }

    @Test
    void anAddressAndWhatItComesFromGoToAnotherName() {
        Wallets wallets = store().wallets();
        Salt salt = new Salt("0x" + own.repeat(8));
        wallets.bind(Map.of(ann, address));
        wallets.keepSalts(Map.of(ann, salt));
        twice(() -> wallets.rename(ann, nobody));
        assertThat(wallets.addressOf(ann)).isEmpty();
        assertThat(wallets.addressOf(nobody)).contains(address);
        assertThat(wallets.accountOf(address)).contains(nobody);
        assertThat(wallets.salts(List.of(ann, nobody))).containsOnly(Map.entry(nobody, salt));
    }

    @Test
    void aNameThatHasAnotherAddressTakesNone() {
        Wallets wallets = store().wallets();
        Address second = new Address("0x" + own + "11".repeat(16));
        wallets.bind(Map.of(ann, address, bea, second));
        assertThatThrownBy(() -> wallets.rename(ann, bea))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot bind account " + bea + " to " + address + ": its address is " + second);
        assertThat(wallets.addressOf(ann)).contains(address);
    }

    @Test
    void whoComesBackGetsAnAddressOfTheirOwn() {
        Wallets wallets = store().wallets();
        Address second = new Address("0x" + own + "22".repeat(16));
        wallets.bind(Map.of(ann, address));
        wallets.rename(ann, nobody);
        wallets.bind(Map.of(ann, second));
        assertThat(wallets.addressOf(ann)).contains(second);
        assertThat(wallets.addressOf(nobody)).contains(address);
    }

    @Test
    void aSaltIsKeptAsItWasFirst() {
        Wallets wallets = store().wallets();
        Salt salt = new Salt("0x" + own.repeat(8));
        wallets.keepSalts(Map.of(ann, salt));
        wallets.keepSalts(Map.of(ann, new Salt("0x" + "12".repeat(32))));
        assertThat(wallets.keepsSalts()).isTrue();
        assertThat(wallets.salts(List.of(ann, bea))).containsOnly(Map.entry(ann, salt));
        assertThatThrownBy(() -> new Salt("0x12")).hasMessageContaining("'0x12'");
    }

    @Test
    void accountsWithAnAddressAreListedPageByPage() {
        Wallets wallets = store().wallets();
        List<AccountId> bound = IntStream.range(0, 5)
                .mapToObj(i -> new AccountId("zz " + own + " " + i))
                .toList();
        for (int i = 0; i < bound.size(); i++) {
            wallets.bind(Map.of(bound.get(i), new Address("0x" + own + "3" + i + "00".repeat(15))));
        }
        List<AccountId> listed = new ArrayList<>();
        Optional<AccountId> last = Optional.of(new AccountId("zz " + own));
        do {
            List<AccountId> page = wallets.accounts(last, 2);
            listed.addAll(page);
            last = page.stream().reduce((left, right) -> right);
        } while (last.isPresent());
        assertThat(listed).startsWith(bound.toArray(AccountId[]::new));
    }

    @Test
    void sharesGoToAnotherName() {
        Spaces spaces = store().spaces();
        spaces.set(new Spaces.Space(ann, 1, 2, DAY), DAY.plusDays(-1));
        spaces.set(new Spaces.Space(ann, 3, 4, DAY.plusDays(2)), DAY);
        twice(() -> spaces.rename(ann, nobody));
        assertThat(spaces.at(ann, DAY)).isEmpty();
        assertThat(spaces.at(nobody, DAY)).contains(new Spaces.Space(nobody, 1, 2, DAY));
        assertThat(spaces.next(nobody, DAY)).contains(new Spaces.Space(nobody, 3, 4, DAY.plusDays(2)));
    }

    @Test
    void worksGoToAnotherName() {
        Contents contents = store().contents();
        contents.releaseAll(List.of(new Contents.Content(film, ann, 1, 2), new Contents.Content(other, bea, 3, 4)));
        contents.putFigures(List.of(new Contents.Figures(film, ann, 1, 2, 3, 4, 5, 6, 7)));
        Clips.Clip clip = new Clips.Clip(film, ann, "title", "", "d", "c", 1, 1, 1, false, 5);
        store().clips().put(clip);
        twice(() -> contents.rename(ann, nobody));
        twice(() -> store().clips().rename(ann, nobody));
        assertThat(contents.find(film)).contains(new Contents.Content(film, nobody, 1, 2));
        assertThat(contents.find(other)).contains(new Contents.Content(other, bea, 3, 4));
        assertThat(contents.figures(film)).contains(new Contents.Figures(film, nobody, 1, 2, 3, 4, 5, 6, 7));
        assertThat(store().clips().of(ann, 10)).isEmpty();
        assertThat(store().clips().of(nobody, 10)).containsExactly(clip.of(nobody));
        assertThat(store().clips().find(film)).contains(clip.of(nobody));
    }

    @Test
    void whatIsThePersonsAloneGoes() {
        Profiles profiles = store().profiles();
        profiles.putAll(List.of(
                new Profiles.Part(DAY, new Profiles.Profile(ann, List.of(), List.of(film))),
                new Profiles.Part(DAY, new Profiles.Profile(bea, List.of(), List.of(film)))));
        Comments comments = store().comments();
        Comments.Comment kept = new Comments.Comment(film, bea, 2, "b" + own, "also Zoë's");
        comments.putAll(List.of(new Comments.Comment(film, ann, 1, "a" + own, "mine"), kept));
        Uploads uploads = store().uploads();
        uploads.create(Uploads.Upload.begun("a" + own, ann, "title", "", 1, 1));
        uploads.create(Uploads.Upload.begun("b" + own, bea, "title", "", 1, 1));
        twice(() -> profiles.forget(ann));
        twice(() -> comments.forget(ann));
        twice(() -> uploads.forget(ann));
        assertThat(profiles.find(ann)).isEmpty();
        assertThat(profiles.find(bea)).isPresent();
        assertThat(comments.newest(film, 10)).containsExactly(kept);
        assertThat(uploads.find("a" + own)).isEmpty();
        assertThat(uploads.of(ann, 10)).isEmpty();
        assertThat(uploads.find("b" + own)).isPresent();
    }

    @Test
    void whatAPersonHidGoesAndWhereOthersHidThem() {
        Hidden hidden = store().hidden();
        hidden.hide(ann, Kind.MUTED, bea.value(), 1);
        hidden.hide(ann, Kind.BLOCKED, bea.value(), 2);
        hidden.hide(ann, Kind.DISMISSED, film.value(), 3);
        hidden.hide(bea, Kind.MUTED, ann.value(), 4);
        hidden.hide(bea, Kind.BLOCKED, ann.value(), 5);
        hidden.hide(bea, Kind.DISMISSED, film.value(), 6);
        twice(() -> hidden.forget(ann));
        assertThat(hidden.of(ann)).isEqualTo(Hidden.Lists.NONE);
        assertThat(hidden.of(bea))
                .isEqualTo(
                        new Hidden.Lists(List.of(), List.of(), List.of(new Hidden.Entry(film.value(), 6)), List.of()));
    }

    @Test
    void figuresOfACreatorGoAndListsOfDaysCallItByAnotherName() {
        Tallies tallies = store().tallies();
        Tallies.Subject creator = new Tallies.Subject(Tallies.Dimension.CREATOR, ann.value());
        tallies.putAll(List.of(new Tallies.Tally(creator, Optional.empty(), new Tallies.Counts(1, 2, 3, 4, 5, 6))));
        Epoch day = Epoch.parse("2020-01-01").plusDays(Integer.parseInt(own.substring(0, 3), 16));
        tallies.putTop(day, List.of(new Tallies.Ranked(bea, 9), new Tallies.Ranked(ann, 8)));
        twice(() -> tallies.rename(ann, nobody));
        assertThat(tallies.findAll(List.of(creator), day)).containsOnly(Map.entry(creator, Tallies.Standing.NONE));
        assertThat(tallies.top(day)).containsExactly(new Tallies.Ranked(bea, 9), new Tallies.Ranked(nobody, 8));
    }
}
