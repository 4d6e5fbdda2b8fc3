package io.wetoken.serving;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/** Signs as wallets do. */
final class Wallet {
    private Wallet() {}

    /** {@code eth_signTypedData_v4}: EIP-712. */
    static String sign(String typedData, Credentials key) throws IOException {
        Sign.SignatureData parts = Sign.signTypedData(typedData, key.getEcKeyPair());
        return Numeric.toHexString(ByteBuffer.allocate(65)
                .put(parts.getR())
                .put(parts.getS())
                .put(parts.getV())
                .array());
    }
}
