package io.wetoken.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenConfigTest {
    @Test
    void theBuiltInFileSharesOutTheSupply() {
        TokenConfig config = TokenConfig.builtIn();
        assertThat(config.allocations())
                .containsExactly(
                        new Allocation("issue", 20, vesting(365, 0)),
                        new Allocation("foundation", 15, vesting(1460, 0)),
                        new Allocation("fund", 40, Optional.empty()),
                        new Allocation("team", 15, vesting(1460, 365)),
                        new Allocation("community", 10, Optional.empty()));
        assertThat(config.allocations().stream().map(Allocation::units).reduce(BigInteger.ZERO, BigInteger::add))
                .isEqualTo(TokenConfig.SUPPLY);
        assertThat(config.maxRefillPpm()).isEqualTo(1000);
        assertThat(config.firstEpoch()).isZero();
        assertThat(config.tips()).isEqualTo(new TipFee(10_000, 500_000));
    }

    private static Optional<Vesting> vesting(int days, int cliffDays) {
        return Optional.of(new Vesting("2026-01-01", days, cliffDays));
    }

    @Test
    void datesAndDaysAreSecondsOnTheChain() {
        Vesting vesting = new Vesting("2026-01-01", 1460, 365);
        assertThat(vesting.startSecond()).isEqualTo(1_767_225_600);
        assertThat(vesting.seconds()).isEqualTo(126_144_000);
        assertThat(vesting.cliffSeconds()).isEqualTo(31_536_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "percent": 20                     | "percent": 19                   | sum to 99
            "percent": 20                     | "percent": 0                    | is 0
            "holder": "team"                  | "holder": "issue"               | once
            "holder": "team"                  | "holder": "friends"             | friends
            {"holder": "fund", "percent": 40} | {"holder": "fund", "percent": 40, "vesting": {"start": "2026-01-01", "days": 1, "cliffDays": 0}} | see fund
            , "vesting": {"start": "2026-01-01", "days": 365, "cliffDays": 0} | '' | see issue
            "start": "2026-01-01"             | "start": "2026-02-30"           | '2026-02-30'
            "days": 365                       | "days": 0                       | takes 0
            "days": 365                       | "days": 20001                   | takes 20001
            "cliffDays": 365                  | "cliffDays": 1461               | is 1461
            "cliffDays": 365                  | "cliffDays": -1                 | is -1
            "maxRefillPpm": 1000              | "maxRefillPpm": 0               | is 0
            "maxRefillPpm": 1000              | "maxRefillPpm": 1000001         | is 1000001
            "firstEpoch": 0                   | "firstEpoch": -1                | is -1
            "epochCapWe": 10000000            | "epochCapWe": 10000000001       | is 10000000001
            "vetoSeconds": 21600              | "vetoSeconds": -1               | -1 and 172800
            "feePpm": 10000                   | "feePpm": 100001                | is 100001
            "fundSharePpm": 500000            | "fundSharePpm": 1000001         | is 1000001
            "tips": {"feePpm": 10000, "fundSharePpm": 500000} | "tips": null    | tips is missing
            "firstEpoch"                      | "lastEpoch"                     | lastEpoch
            """)
    void whatIsWrongInAFileIsNamed(String right, String wrong, String named) throws IOException {
        String file = builtIn();
        assertThat(file).contains(right);
        assertThatThrownBy(() ->
                        TokenConfig.read(file.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private static String builtIn() throws IOException {
        try (InputStream in = TokenConfig.class.getResourceAsStream("token.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
