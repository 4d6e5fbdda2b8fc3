package io.wetoken.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.contracts.TokenConfig.Allocation;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenConfigTest {
    @Test
    void theBuiltInFileSharesOutTheSupply() {
        TokenConfig config = TokenConfig.builtIn();
        assertThat(config.allocations())
                .containsExactly(
                        new Allocation("issue", 20),
                        new Allocation("foundation", 15),
                        new Allocation("fund", 40),
                        new Allocation("team", 15),
                        new Allocation("community", 10));
        assertThat(config.allocations().stream().map(Allocation::units).reduce(BigInteger.ZERO, BigInteger::add))
                .isEqualTo(TokenConfig.SUPPLY);
        assertThat(config.maxRefillPpm()).isEqualTo(1000);
        assertThat(config.firstEpoch()).isZero();
    }

    @Test
    void whatDoesNotSumToAllIsRefused() {
        List<Allocation> missing = List.of(new Allocation("issue", 99));
        assertThatThrownBy(() -> new TokenConfig(missing, 1, 0, 1, 0, 0)).hasMessageContaining("sum to 99");
        List<Allocation> unnamed = List.of(new Allocation("issue", 60), new Allocation("fund", 40));
        assertThatThrownBy(() -> new TokenConfig(unnamed, 1, 0, 1, 0, 0)).hasMessageContaining("foundation");
        assertThatThrownBy(() -> new Allocation("issue", 0)).hasMessageContaining("is 0");
    }
}
