package io.wetoken.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code token.json}: who gets the supply and when, and how fast the fund may be spent. The contracts' tests read the same file.
 *
 * @param allocations in the order they are minted; together 100 %
 * @param maxRefillPpm the hard cap of one epoch's refill, in millionths of the fund's balance; not below the rule's {@code rhoMaxPpm}
 * @param firstEpoch UTC day number of the first day that may be refilled; 0 lets recorded days of any age be paid on a development chain
 * @param epochCapWe the most that a day may pay, in whole WE; twice and a half what the hard cap lets the full fund refill, for carry, buy-backs and
 *     what was deferred come on top
 * @param vetoSeconds between a commitment and its opening: a night's sleep for the guardian
 * @param adminDelaySeconds between what the admin announces and does
 * @param tips what is taken of tips, gifts and purchases
 */
record TokenConfig(
        List<Allocation> allocations,
        long maxRefillPpm,
        long firstEpoch,
        long epochCapWe,
        long vetoSeconds,
        long adminDelaySeconds,
        TipFee tips) {
    /** The holder whose share goes to the IncentiveFund contract. */
    static final String FUND = "fund";

    /** The holder whose share goes to the CommunityTreasury contract. */
    static final String COMMUNITY = "community";

    /** The holders whose shares go to an AllocationWallet each, in the order of deployment. */
    static final List<String> VESTED = List.of("issue", "foundation", "team");

    /** 10,000,000,000 WE in base units. */
    static final BigInteger SUPPLY = BigInteger.TEN.pow(28);

    private static final Set<String> HOLDERS = Set.of("issue", "foundation", FUND, "team", COMMUNITY);
    private static final int PPM = 1_000_000;
    private static final int WHOLE = 100;

    TokenConfig {
        allocations = List.copyOf(allocations);
        int sum = allocations.stream().mapToInt(Allocation::percent).sum();
        if (sum != WHOLE) {
            throw new IllegalArgumentException("Allocations must sum to 100 %, sum to " + sum);
        }
        Set<String> named = new HashSet<>();
        allocations.forEach(a -> named.add(a.holder()));
        if (!named.equals(HOLDERS) || allocations.size() != HOLDERS.size()) {
            throw new IllegalArgumentException("Allocations must name each of " + HOLDERS + " once, name " + named);
        }
        for (Allocation allocation : allocations) {
            if (allocation.vesting().isPresent() != VESTED.contains(allocation.holder())) {
                throw new IllegalArgumentException(
                        "Allocations of " + VESTED + " need a vesting, and no others: see " + allocation.holder());
            }
        }
        if (maxRefillPpm < 1 || maxRefillPpm > PPM) {
            throw new IllegalArgumentException("maxRefillPpm must be 1..1000000, is " + maxRefillPpm);
        }
        if (firstEpoch < 0) {
            throw new IllegalArgumentException("firstEpoch must not be negative, is " + firstEpoch);
        }
        if (epochCapWe < 1 || units(epochCapWe).compareTo(SUPPLY) > 0) {
            throw new IllegalArgumentException("epochCapWe must be 1 .. the supply, is " + epochCapWe);
        }
        if (vetoSeconds < 0 || adminDelaySeconds < 0) {
            throw new IllegalArgumentException("vetoSeconds and adminDelaySeconds must not be negative, are "
                    + vetoSeconds + " and " + adminDelaySeconds);
        }
        if (tips == null) {
            throw new IllegalArgumentException("tips is missing");
        }
    }

    /** In base units. */
    BigInteger epochCap() {
        return units(epochCapWe);
    }

    private static BigInteger units(long we) {
        return BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(we));
    }

    Allocation allocation(String holder) {
        return allocations.stream()
                .filter(a -> a.holder().equals(holder))
                .findFirst()
                .orElseThrow();
    }

    /** The same without waiting: what a development chain gets, where days are paid as one looks on. */
    TokenConfig withoutDelays() {
        return new TokenConfig(allocations, maxRefillPpm, firstEpoch, epochCapWe, 0, 0, tips);
    }

    TokenConfig withVeto(long seconds) {
        return new TokenConfig(allocations, maxRefillPpm, firstEpoch, epochCapWe, seconds, adminDelaySeconds, tips);
    }

    /** The file that is built in. */
    static TokenConfig builtIn() {
        try (InputStream in = TokenConfig.class.getResourceAsStream("token.json")) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("token.json: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException naming what is wrong with it */
    static TokenConfig read(String json) {
        try {
            return new ObjectMapper().readValue(json, TokenConfig.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("token.json: " + e.getOriginalMessage(), e);
        }
    }
}
