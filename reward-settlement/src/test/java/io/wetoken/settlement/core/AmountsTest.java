package io.wetoken.settlement.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AmountsTest {
    @Test
    void everyAmountIsPrintedAsItIs() {
        Random random = new Random(3);
        byte[] target = new byte[40];
        for (int i = 0; i < 200_000; i++) {
            BigInteger amount = i < 95
                    ? BigInteger.TEN.pow(i / 3 % 29).add(BigInteger.valueOf(i % 3 - 1))
                    : new BigInteger(random.nextInt(94), random).min(Rule.SUPPLY);
            Amounts amounts = new Amounts(1);
            amounts.add(0, amount);
            int end = amounts.print(0, target, 3);
            assertThat(new String(target, 3, end - 3, StandardCharsets.US_ASCII))
                    .as("seed 3, case %d", i)
                    .isEqualTo(amount.toString());
            assertThat(amounts.get(0)).isEqualTo(amount);
        }
    }

    @Test
    void subtractingBorrowsFromWholeWe() {
        Amounts amounts = new Amounts(2);
        amounts.add(0, BigInteger.TEN.pow(18));
        amounts.add(1, BigInteger.ONE);
        amounts.subtract(0, amounts, 1);
        assertThat(amounts.get(0)).isEqualTo(new BigInteger("999999999999999999"));
    }
}
