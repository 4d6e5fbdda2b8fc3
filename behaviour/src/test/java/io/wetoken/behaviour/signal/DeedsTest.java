package io.wetoken.behaviour.signal;

import static io.wetoken.behaviour.AnEvent.NOON;
import static io.wetoken.behaviour.AnEvent.a;
import static io.wetoken.behaviour.AnEvent.aLike;
import static io.wetoken.behaviour.AnEvent.aPlay;
import static io.wetoken.behaviour.AnEvent.aRelease;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.AnEvent;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.DeviceId;
import io.wetoken.behaviour.avro.EventKind;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeedsTest {
    private static final AccountId BOB = new AccountId("bob");

    private static Deeds of(AnEvent... events) {
        Deeds state = Deeds.NONE;
        for (AnEvent event : events) {
            state = Signals.DEEDS.add(state, event.judged());
        }
        return state;
    }

    @Test
    void watchingEndsWhenItTrulyEnded() {
        Deeds deeds = of(aPlay().of("bob")
                .at(NOON)
                .sentLater(ofSeconds(10))
                .lasting(ofMinutes(1))
                .trusted(7));
        assertThat(deeds.watches())
                .containsExactly(new Watch(NOON - 70_000, NOON - 10_000, false, new DeviceId("phone"), BOB, 7));
    }

    @Test
    void nothingIsEarnedWhereTheOwnerIsUnknown() {
        Deeds deeds = of(
                aPlay().lasting(ofMinutes(1)),
                aLike(),
                aLike().of(""),
                a(EventKind.GIFT).naming("0x1"));
        assertThat(deeds)
                .isEqualTo(new Deeds(
                        deeds.devices(),
                        Deeds.NONE.watches(),
                        Deeds.NONE.credits(),
                        Deeds.NONE.releases(),
                        Deeds.NONE.transfers()));
    }

    @Test
    void theSameCreditTwiceIsOneOfTheHigherTrust() {
        Deeds.Credit credit = new Deeds.Credit(CreditKind.LIKE, BOB);
        assertThat(of(
                                aLike().of("bob").trusted(3),
                                aLike().of("bob").trusted(9),
                                aLike().of("bob").trusted(4))
                        .credits())
                .containsExactly(Map.entry(credit, 9));
    }

    @Test
    void onlyItsOwnerReleasesAContent() {
        assertThat(of(aRelease().by("ann").of("bob").about("film").ofLength(ofMinutes(1)))
                        .releases())
                .isEmpty();
        assertThat(of(aRelease().by("ann").of("ann").about("film").ofLength(ofMinutes(1)))
                        .releases())
                .hasSize(1);
    }

    @Test
    void aContentIsReleasedOnce() {
        assertThat(of(
                                aRelease().about("film").ofLength(ofMinutes(1)),
                                aRelease().about("film").ofLength(ofMinutes(1)),
                                aRelease().about("flash").ofLength(ofSeconds(1)))
                        .releases())
                .containsOnlyKeys(new ContentId("film"));
    }

    @Test
    void aTransferNeedsATransaction() {
        assertThat(of(a(EventKind.TIP).of("bob"), a(EventKind.GIFT).of("bob").naming("0x1"))
                        .transfers())
                .containsOnlyKeys(new Deeds.Transfer(BOB, "0x1"));
    }

    @Test
    void brokenBytesAreRefused() {
        byte[] bytes = Signals.DEEDS.encode(of(aPlay().of("bob").lasting(ofMinutes(1)), aLike().of("bob")));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Signals.DEEDS.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
