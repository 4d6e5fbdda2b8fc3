package io.wetoken.serving.operations;

import io.wetoken.contracts.Deployment;
import io.wetoken.serving.core.BadInput;
import java.io.IOException;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.utils.Numeric;
import tools.jackson.databind.json.JsonMapper;

/** What an approver signs, as wallets are given it (EIP-712), and who has signed it. */
final class PlanApproval {
    private static final int SIGNATURE_BYTES = 65;
    private static final int HALF = 32;

    private PlanApproval() {}

    /** @param plan {@code planHash} of the epoch: {@code 0x} and 64 hex digits */
    static Map<String, Object> typedData(Deployment contracts, long day, String plan) {
        Map<String, Object> types = new TreeMap<>();
        types.put(
                "EIP712Domain",
                List.of(
                        field("name", "string"),
                        field("version", "string"),
                        field("chainId", "uint256"),
                        field("verifyingContract", "address")));
        types.put("Approval", List.of(field("epochId", "uint256"), field("plan", "bytes32")));
        Map<String, Object> data = new TreeMap<>();
        data.put("types", types);
        data.put("primaryType", "Approval");
        data.put(
                "domain",
                Map.of(
                        "name",
                        "WeToken RewardPool",
                        "version",
                        "1",
                        "chainId",
                        contracts.chainId(),
                        "verifyingContract",
                        contracts.pool()));
        data.put("message", Map.of("epochId", day, "plan", plan));
        return data;
    }

    private static Map<String, String> field(String name, String type) {
        return Map.of("name", name, "type", type);
    }

    /**
     * The address whose key made a signature, lower-case.
     *
     * @throws BadInput when it is none
     */
    static String signer(Map<String, Object> typedData, String signature) {
        if (!signature.matches("0x[0-9a-fA-F]{" + 2 * SIGNATURE_BYTES + "}")) {
            throw new BadInput("A signature is 0x and " + 2 * SIGNATURE_BYTES
                    + " hex digits; one of a contract is brought by epoch approve --signature");
        }
        byte[] bytes = Numeric.hexStringToByteArray(signature);
        Sign.SignatureData parts = new Sign.SignatureData(
                bytes[2 * HALF], Arrays.copyOf(bytes, HALF), Arrays.copyOfRange(bytes, HALF, 2 * HALF));
        try {
            byte[] digest =
                    new StructuredDataEncoder(JsonMapper.shared().writeValueAsString(typedData)).hashStructuredData();
            return "0x"
                    + Keys.getAddress(Sign.signedMessageHashToKey(digest, parts))
                            .toLowerCase(Locale.ROOT);
        } catch (SignatureException | RuntimeException e) {
            throw new BadInput("This is no signature of this plan: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("The typed data of a plan cannot be read back", e);
        }
    }
}
