package io.wetoken.settlement.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.settlement.core.Plan;
import io.wetoken.settlement.lab.Runway.Day;
import io.wetoken.settlement.lab.Runway.Weather;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten years, day by day. */
class RunwayTest {
    private static final BigInteger M = BigInteger.valueOf(1_000_000);

    @ParameterizedTest
    @EnumSource(Weather.class)
    void noWeatherOverdrawsTheFund(Weather weather) {
        long most = Dials.asDeployed().params().rhoMaxPpm();
        long step = Dials.asDeployed().params().elasticityStepPpm();
        for (long seed = 0; seed < 3; seed++) {
            List<Day> days = Runway.days(weather, Runway.DAYS, new Random(seed));
            BigInteger paid = BigInteger.ZERO;
            for (Day day : days) {
                Plan plan = day.plan();
                assertThat(plan.refill())
                        .isLessThanOrEqualTo(day.fundBefore()
                                .multiply(BigInteger.valueOf(most))
                                .divide(M));
                assertThat(plan.fundAfter()).isEqualTo(day.fundBefore().subtract(plan.refill()));
                assertThat(plan.carryAfter()).isNotNegative();
                double before = day.elasticityBefore();
                assertThat((double) plan.elasticityPpm())
                        .isBetween(before - before * step / 1e6 - 1, before + before * step / 1e6 + 1);
                paid = paid.add(plan.paid());
            }
            Plan last = days.get(days.size() - 1).plan();
            assertThat(last.fundAfter()
                            .add(last.carryAfter())
                            .add(last.adBuybackAfter())
                            .add(paid))
                    .as("%s, seed %d", weather, seed)
                    .isEqualTo(Towns.FUND);
            // (1 - 500 ppm)^3650
            assertThat(Runway.left(days.get(days.size() - 1)))
                    .as("%s, seed %d", weather, seed)
                    .isGreaterThan(.161);
        }
    }
}
