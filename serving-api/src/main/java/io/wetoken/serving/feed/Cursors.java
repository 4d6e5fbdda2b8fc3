package io.wetoken.serving.feed;

import io.wetoken.serving.core.BadInput;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Cursors as text that callers cannot read into or make up: the cursor and its HMAC-SHA-256, cut to 128 bits. */
final class Cursors {
    static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final String BEGIN_ANEW = "; leave it out to begin the feed anew";

    private final SecretKeySpec key;

    Cursors(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    String write(Cursor cursor) {
        byte[] body = cursor.bytes();
        byte[] whole = Arrays.copyOf(body, body.length + MAC_BYTES);
        System.arraycopy(mac(body), 0, whole, body.length, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /**
     * @param account who asks; empty for somebody who is not signed in
     * @throws BadInput for one that was made up or changed, belongs to another, or is older than a day
     */
    Cursor read(String text, String account, long now) {
        Cursor cursor = genuine(text);
        if (!cursor.account().equals(account)) {
            throw new BadInput("This cursor belongs to another account" + BEGIN_ANEW);
        }
        if (now - cursor.at() > LIFETIME.toMillis()) {
            throw new BadInput("This cursor is older than " + LIFETIME.toHours() + " hours" + BEGIN_ANEW);
        }
        return cursor;
    }

    private Cursor genuine(String text) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(text);
            if (whole.length > MAC_BYTES) {
                byte[] body = Arrays.copyOf(whole, whole.length - MAC_BYTES);
                if (MessageDigest.isEqual(mac(body), Arrays.copyOfRange(whole, body.length, whole.length))) {
                    return Cursor.read(body);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new BadInput("This is no cursor of a feed" + BEGIN_ANEW, e);
        }
        throw new BadInput("This is no cursor of a feed" + BEGIN_ANEW);
    }

    private byte[] mac(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(body), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
