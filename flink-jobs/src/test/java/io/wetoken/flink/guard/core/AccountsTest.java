package io.wetoken.flink.guard.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.flink.guard.core.Accounts.Seen;
import org.junit.jupiter.api.Test;

class AccountsTest {
    @Test
    void anAccountIsKeptOnceWithItsNewestSight() {
        Accounts accounts = Accounts.NONE
                .with(new Seen(7, 100, true), 9, 1_000)
                .with(new Seen(7, 90, false), 9, 1_000)
                .with(new Seen(8, 95, true), 9, 1_000);
        assertThat(accounts.all()).containsExactly(new Seen(8, 95, true), new Seen(7, 100, false));
        assertThat(accounts.count()).isEqualTo(2);
        assertThat(accounts.fresh()).isEqualTo(1);
    }

    @Test
    void theLongestUnseenGoBeyondTheLimitAndBeyondTheWindow() {
        Accounts three = Accounts.NONE
                .with(new Seen(1, 10, false), 2, 1_000)
                .with(new Seen(2, 20, false), 2, 1_000)
                .with(new Seen(3, 30, false), 2, 1_000);
        assertThat(three.all()).extracting(Seen::account).containsExactly(2L, 3L);
        assertThat(three.with(new Seen(4, 40, false), 9, 20).all())
                .as("exactly the window is within it")
                .extracting(Seen::account)
                .containsExactly(2L, 3L, 4L);
        assertThat(three.with(new Seen(4, 41, false), 9, 20).all())
                .extracting(Seen::account)
                .containsExactly(3L, 4L);
    }
}
