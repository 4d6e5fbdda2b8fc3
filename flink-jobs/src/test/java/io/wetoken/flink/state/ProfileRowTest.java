package io.wetoken.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
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
    private static final Epoch DAY = Epoch.parse("2026-11-21");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void actsAreAddedAsToLists(long seed) {
        Random random = new Random(seed);
        Profile expected = new Profile(ANN, List.of(), List.of());
        ProfileRow row = ProfileRow.of(DAY);
        for (int i = 0; i < 3_000; i++) {
            long at = 1_000 + i - random.nextInt(5) * (long) random.nextInt(200);
            ContentId content = new ContentId("clip-" + random.nextInt(20 + i / 2) + "é".repeat(random.nextInt(3)));
            Interaction act =
                    random.nextInt(3) == 0 ? null : new Interaction(content, new AccountId("o" + i), "PLAY", at);
            if (random.nextInt(10) == 0 && !expected.recent().isEmpty()) {
                act = expected.recent().get(random.nextInt(expected.recent().size())); // Sent twice by another id.
            }
            ContentId seen = random.nextInt(4) == 0 ? null : content;
            row = row.with(act, seen);
            expected = with(expected, act, seen);
            assertThat(row.profile(ANN)).as("seed %d, act %d", seed, i).isEqualTo(expected);
            assertThat(row).isEqualTo(ProfileRow.of(DAY, expected));
        }
        assertThat(expected.seen()).hasSize(Profiles.MAX_SEEN);
        assertThat(expected.recent()).hasSize(Profiles.MAX_RECENT);
    }

    @Test
    void whatWasOfAllDaysGoesOnAsOfTheLast() {
        ByteWriter older = new ByteWriter()
                .text("ann")
                .number(5)
                .number(DAY.start() + 7)
                .number(3)
                .number(2);
        older.number(1).text("film").text("bob").text("LIKE").number(7);
        byte[] bytes = older.bytes();
        ContentId film = new ContentId("film");
        List<Interaction> recent = List.of(new Interaction(film, new AccountId("bob"), "LIKE", 7));
        ProfileRow first = new ProfileRow(
                new ByteWriter().number(1).part(bytes, 0, bytes.length).bytes());
        assertThat(first.ofItsLastDay().profile(ANN)).isEqualTo(new Profile(ANN, recent, List.of()));
        assertThat(first.ofItsLastDay().day()).isEqualTo(DAY);
        ProfileRow second = new ProfileRow(new ByteWriter()
                .number(2)
                .part(bytes, 0, bytes.length)
                .number(1)
                .text("other")
                .bytes());
        assertThat(second.ofItsLastDay().with(null, film).profile(ANN))
                .isEqualTo(new Profile(ANN, recent, List.of(film, new ContentId("other"))));
    }

    private static Profile with(Profile before, Interaction act, ContentId content) {
        List<Interaction> recent = new ArrayList<>(before.recent());
        if (act != null && !recent.contains(act)) {
            int place = 0;
            while (place < recent.size() && recent.get(place).at() > act.at()) {
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
                recent.subList(0, Math.min(recent.size(), Profiles.MAX_RECENT)),
                seen.subList(0, Math.min(seen.size(), Profiles.MAX_SEEN)));
    }
}
