package io.wetoken.settlement.chain;

import io.wetoken.contracts.Deployment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/**
 * What an approver signs: EIP-712, {@code Approval(uint256 epochId,bytes32 plan)} in the domain of the pool, so that a wallet shows what it is about and the
 * signature is of no use for any other pool or chain.
 */
public final class ApprovalSignature {
    private static final byte[] DOMAIN_TYPE =
            hash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    private static final byte[] APPROVAL_TYPE = hash("Approval(uint256 epochId,bytes32 plan)");
    private static final int WORD = 32;

    private ApprovalSignature() {}

    /**
     * @param plan {@code 0x} and 64 hex digits, from {@link RewardChain#planOf}
     * @return {@code 0x} and 130 hex digits
     */
    public static String sign(Deployment deployment, long day, String plan, Credentials approver) {
        Sign.SignatureData signature = Sign.signMessage(digest(deployment, day, plan), approver.getEcKeyPair(), false);
        return Commitment.hex(ByteBuffer.allocate(2 * WORD + 1)
                .put(signature.getR())
                .put(signature.getS())
                .put(signature.getV())
                .array());
    }

    /** What is signed. */
    static byte[] digest(Deployment deployment, long day, String plan) {
        byte[] domain = Hash.sha3(ByteBuffer.allocate(5 * WORD)
                .put(DOMAIN_TYPE)
                .put(hash("WeToken RewardPool"))
                .put(hash("1"))
                .put(word(deployment.chainId()))
                .put(Numeric.toBytesPadded(Numeric.toBigInt(deployment.pool().toLowerCase(Locale.ROOT)), WORD))
                .array());
        byte[] content = Hash.sha3(ByteBuffer.allocate(3 * WORD)
                .put(APPROVAL_TYPE)
                .put(word(day))
                .put(Commitment.bytes(plan))
                .array());
        return Hash.sha3(ByteBuffer.allocate(2 + 2 * WORD)
                .put((byte) 0x19)
                .put((byte) 0x01)
                .put(domain)
                .put(content)
                .array());
    }

    private static byte[] word(long value) {
        return ByteBuffer.allocate(WORD).putLong(WORD - Long.BYTES, value).array();
    }

    private static byte[] hash(String text) {
        return Hash.sha3(text.getBytes(StandardCharsets.UTF_8));
    }
}
