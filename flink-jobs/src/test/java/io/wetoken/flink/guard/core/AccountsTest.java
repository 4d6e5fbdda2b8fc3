package io.wetoken.flink.guard.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.flink.guard.core.Accounts.Seen;
import org.junit.jupiter.api.Test;

class AccountsTest {
    @Test
    void anAccountIsKeptOnceWithItsNewestSight() {
        Accounts accounts = Accounts.NONE
                .with(new Seen(7, 100), 9, 1_000)
                .with(new Seen(7, 90), 9, 1_000)
                .with(new Seen(8, 95), 9, 1_000);
        assertThat(accounts.all()).containsExactly(new Seen(8, 95), new Seen(7, 100));
        assertThat(accounts.count()).isEqualTo(2);
    }

    @Test
    void theLongestUnseenGoBeyondTheLimitAndBeyondTheWindow() {
        Accounts three = Accounts.NONE
                .with(new Seen(1, 10), 2, 1_000)
                .with(new Seen(2, 20), 2, 1_000)
                .with(new Seen(3, 30), 2, 1_000);
        assertThat(three.all()).extracting(Seen::account).containsExactly(2L, 3L);
        assertThat(three.with(new Seen(4, 40), 9, 20).all())
                .as("exactly the window is within it")
                .extracting(Seen::account)
                .containsExactly(2L, 3L, 4L);
        assertThat(three.with(new Seen(4, 41), 9, 20).all())
                .extracting(Seen::account)
                .containsExactly(3L, 4L);
    }

    @Test
    void whatAnEarlierReleaseWroteIsRead() {
        byte[] withNewness =
                new ByteWriter().number(1).bits(7).number(100).number(1).bytes();
        assertThat(Accounts.read(new ByteReader("accounts", withNewness)).all()).containsExactly(new Seen(7, 100));
    }
}
