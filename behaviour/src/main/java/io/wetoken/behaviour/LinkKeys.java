package io.wetoken.behaviour;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** The public key of {@link ShareLink} as text: PEM (RFC 7468) of its X.509 form. */
public final class LinkKeys {
    /** In {@code secrets.dir}, unless {@code links.publicKey} names another file. */
    public static final String PUBLIC_FILE = "links.pub";

    /** The pair in {@code secrets.dir}, as the site makes it: the private key (PKCS #8), which has {@link #PRIVATE_BYTES} bytes, and the public one behind it. */
    public static final String PAIR_FILE = "links.key";

    private static final int PRIVATE_BYTES = 48;
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final int LINE = 64;

    private LinkKeys() {}

    public static String pem(PublicKey key) {
        String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return BEGIN + "\n" + base64 + "\n" + END + "\n";
    }

    /**
     * @param pair what {@link #PAIR_FILE} holds
     * @throws IllegalArgumentException when it does not begin with a private Ed25519 key
     */
    public static PrivateKey privateKey(byte[] pair) {
        try {
            return KeyFactory.getInstance(ShareLink.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Arrays.copyOf(pair, PRIVATE_BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it holds no private " + ShareLink.ALGORITHM + " key", e);
        }
    }

    /**
     * @param text PEM, or its base64 alone
     * @throws IllegalArgumentException when it is no public Ed25519 key
     */
    public static PublicKey publicKey(String text) {
        try {
            String base64 = text.replace(BEGIN, "").replace(END, "").replaceAll("\\s", "");
            return KeyFactory.getInstance(ShareLink.ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("it is no public " + ShareLink.ALGORITHM + " key in PEM or base64", e);
        }
    }
}
