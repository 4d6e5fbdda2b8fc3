package io.wetoken.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.ContentId;
import io.wetoken.store.Profiles;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileRowTest {
    private static final AccountId ANN = new AccountId("ann");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void actsAreAddedAsToLists(long seed) {
        Random random = new Random(seed);
        Profile expected = new Profile(ANN, 500, 500, 0, 0, List.of(), List.of());
        ProfileRow row = ProfileRow.of(ANN, 500);
        for (int i = 0; i < 3_000; i++) {
            long at = 1_000 + i - random.nextInt(5) * (long) random.nextInt(200);
            boolean play = random.nextBoolean();
            boolean like = random.nextBoolean();
            ContentId content = new ContentId("clip-" + random.nextInt(20 + i / 2) + "é".repeat(random.nextInt(3)));
            Interaction act =
                    random.nextInt(3) == 0 ? null : new Interaction(content, new AccountId("o" + i), "PLAY", at);
            ContentId seen = random.nextInt(4) == 0 ? null : content;
            row = row.with(at, play, like, act, seen);
            expected = with(expected, at, play, like, act, seen);
            assertThat(row.profile()).as("seed %d, act %d", seed, i).isEqualTo(expected);
            assertThat(row).isEqualTo(ProfileRow.of(expected));
        }
        assertThat(expected.seen()).hasSize(Profiles.MAX_SEEN);
        assertThat(expected.recent()).hasSize(Profiles.MAX_RECENT);
    }

    @Test
    void aProfileOfBeforeAnythingSeenWasKeptGoesOn() {
        ProfileRow old = new ProfileRow(new ByteWriter()
                .number(1)
                .text("ann")
                .number(5)
                .number(7)
                .number(3)
                .number(2)
                .number(0)
                .bytes());
        assertThat(old.with(9, true, false, null, new ContentId("film")).profile())
                .isEqualTo(new Profile(ANN, 5, 9, 4, 2, List.of(), List.of(new ContentId("film"))));
        assertThat(old.with(9, false, false, null, null).profile())
                .isEqualTo(new Profile(ANN, 5, 9, 3, 2, List.of(), List.of()));
    }

    private static Profile with(
            Profile before, long at, boolean play, boolean like, Interaction act, ContentId content) {
        List<Interaction> recent = new ArrayList<>(before.recent());
        if (act != null) {
            int place = 0;
            while (place < recent.size() && recent.get(place).at() > at) {
                place++;
            }
            recent.add(place, act);
        }
        List<ContentId> seen = new ArrayList<>(before.seen());
        if (content != null) {
            seen.remove(content);
            seen.add(0, content);
        }
        return new Profile(
                before.account(),
                Math.min(before.firstSeen(), at),
                Math.max(before.lastSeen(), at),
                before.plays() + (play ? 1 : 0),
                before.likes() + (like ? 1 : 0),
                recent.subList(0, Math.min(recent.size(), Profiles.MAX_RECENT)),
                seen.subList(0, Math.min(seen.size(), Profiles.MAX_SEEN)));
    }
}
