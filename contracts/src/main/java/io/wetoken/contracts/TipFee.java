package io.wetoken.contracts;

/**
 * What is taken of tips, gifts and purchases.
 *
 * @param feePpm millionths of what is paid, 0..100000; the contract takes no more than a tenth either
 * @param fundSharePpm millionths of the fee that go to the rewards by way of the incentive fund, 0..1000000; the rest goes to the community treasury
 */
record TipFee(int feePpm, int fundSharePpm) {
    private static final int MAX_FEE_PPM = 100_000;
    private static final int PPM = 1_000_000;

    TipFee {
        if (feePpm < 0 || feePpm > MAX_FEE_PPM) {
            throw new IllegalArgumentException("tips.feePpm must be 0.." + MAX_FEE_PPM + ", is " + feePpm);
        }
        if (fundSharePpm < 0 || fundSharePpm > PPM) {
            throw new IllegalArgumentException("tips.fundSharePpm must be 0.." + PPM + ", is " + fundSharePpm);
        }
    }
}
