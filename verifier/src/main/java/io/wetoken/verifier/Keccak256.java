package io.wetoken.verifier;

import org.bouncycastle.jcajce.provider.digest.Keccak;

/** Keccak-256 with the padding that Ethereum kept, which the JDK's SHA-3 is not. */
final class Keccak256 {
    private Keccak256() {}

    /** Of all parts, one after the other. */
    static byte[] hash(byte[]... parts) {
        Keccak.Digest256 digest = new Keccak.Digest256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
