package io.wetoken.contracts.merkle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.web3j.crypto.Hash;

/**
 * What one account may claim of an airdrop.
 *
 * @param index its number in the airdrop, from 0
 * @param payment who gets what
 */
public record AirdropClaim(int index, Payment payment) {
    private static final int WORD = 32;

    public AirdropClaim {
        if (index < 0) {
            throw new IllegalArgumentException("Index of a claim must not be negative: " + index);
        }
    }

    /** keccak256(keccak256(abi.encode(airdropId, index, account, amount))), as {@code CommunityTreasury.leafOf} has it. */
    public byte[] leaf(long airdropId) {
        ByteBuffer encoded = ByteBuffer.allocate(4 * WORD);
        put(encoded, 0, BigInteger.valueOf(airdropId).toByteArray());
        put(encoded, 1, BigInteger.valueOf(index).toByteArray());
        put(encoded, 2, HexFormat.of().parseHex(payment.recipient().substring(2)));
        put(encoded, 3, payment.amount().toByteArray());
        return Hash.sha3(Hash.sha3(encoded.array()));
    }

    /** Right-aligned; an amount of 96 bits may have a sign byte before it, which is zero. */
    private static void put(ByteBuffer encoded, int word, byte[] value) {
        encoded.position((word + 1) * WORD - value.length).put(value);
    }
}
