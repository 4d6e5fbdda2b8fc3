package io.wetoken.behaviour;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Who spreads which content of whose: what a signed share link says. As text it is URL-safe base64 of the values and their Ed25519 signature (RFC 8032), in one
 * piece and in one form only, so that an operator who published a key can be held to every link, and nobody else can make one.
 *
 * @param creator who made the content
 * @param disseminator who spreads it
 * @param issuedAt ms since 1970
 */
public record ShareLink(ContentId content, AccountId creator, AccountId disseminator, long issuedAt) {
    /** Of the text, in characters. */
    public static final int MAX_LENGTH = 512;

    /** Of keys and signatures. */
    public static final String ALGORITHM = "Ed25519";

    private static final int VERSION = 1;
    private static final int SIGNATURE_BYTES = 64;

    /**
     * The link as text.
     *
     * @param key Ed25519
     * @throws IllegalArgumentException when the text would be longer than {@link #MAX_LENGTH}, as with three ids of 64 characters outside of ASCII, or the key is
     *     of another kind
     */
    public String sign(PrivateKey key) {
        byte[] values = new ByteWriter()
                .number(VERSION)
                .text(content.value())
                .text(creator.value())
                .text(disseminator.value())
                .number(issuedAt)
                .bytes();
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(values);
            byte[] signed = Arrays.copyOf(values, values.length + SIGNATURE_BYTES);
            System.arraycopy(signature.sign(), 0, signed, values.length, SIGNATURE_BYTES);
            String text = text(signed);
            if (text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("A share link has at most " + MAX_LENGTH + " characters, that of "
                        + content + " by " + creator + " would have " + text.length());
            }
            return text;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("A share link cannot be signed with this key: " + e.getMessage(), e);
        }
    }

    /**
     * What the text says, when it is a link that the owner of the key signed. Whatever else it is, and be it forged, cut short or no link at all, the answer is
     * empty. Takes some 0.2 ms.
     *
     * @param key Ed25519
     */
    public static Optional<ShareLink> verify(PublicKey key, String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] signed = Base64.getUrlDecoder().decode(text);
            if (signed.length <= SIGNATURE_BYTES || !text(signed).equals(text)) {
                return Optional.empty();
            }
            byte[] values = Arrays.copyOf(signed, signed.length - SIGNATURE_BYTES);
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(values);
            return signature.verify(signed, values.length, SIGNATURE_BYTES)
                    ? Optional.of(read(values))
                    : Optional.empty();
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static ShareLink read(byte[] values) {
        ByteReader in = new ByteReader("share link", values);
        in.version(VERSION);
        ShareLink link = new ShareLink(
                new ContentId(in.text()), new AccountId(in.text()), new AccountId(in.text()), in.number());
        in.end();
        return link;
    }

    private static String text(byte[] signed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }
}
