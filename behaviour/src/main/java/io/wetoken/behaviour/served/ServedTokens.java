package io.wetoken.behaviour.served;

import io.wetoken.behaviour.ByteWriter;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads served-item tokens. A token is 60 characters of URL-safe base64 over
 *
 * <pre>
 * version (1) · key id (4) · ms since 1970 (8) · mac of these (16) · mac of all these and the {@link Serving} (16)
 * </pre>
 *
 * with HMAC-SHA-256 cut to 128 bits (RFC 2104, section 5). The item itself is not in it, for the event that shows the token names it: so tokens tell nothing to who finds
 * them, and stay short. The first mac is there to tell what was never made here from what was made for another. The key id is a mac too, of nothing.
 *
 * <p>For one thread; it costs two macs to make a page's item, and one or two to read: half a microsecond.
 */
public final class ServedTokens {
    /** Of the text, in characters. */
    public static final int LENGTH = 60;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 13;
    private static final int MAC_BYTES = 16;
    private static final int BYTES = HEAD_BYTES + 2 * MAC_BYTES;
    /** What a mac is of is its first byte, so that none can stand for another. */
    private static final byte OF_NOTHING = 0;

    private static final byte OF_HEAD = 1;
    private static final byte OF_SERVING = 2;

    private final Map<Integer, Mac> macs = new LinkedHashMap<>();
    private int newest;

    /** Of two keys with one id, as one pair in four billion has, the newer counts. */
    public ServedTokens(ServedKeys keys) {
        for (byte[] key : keys.oldestFirst()) {
            Mac mac = mac(key);
            newest = ByteBuffer.wrap(mac.doFinal(new byte[] {OF_NOTHING})).getInt();
            macs.put(newest, mac);
        }
    }

    /** What a token is worth for what an event claims. */
    public enum Standing {
        /** Made here, for this account and this item. */
        GENUINE,
        /** Made here, for another account, content, page or position. */
        FOREIGN,
        /** By its own word made with a key that is not known, or not any more. */
        UNKNOWN_KEY,
        /** Not made here, or changed since. */
        FORGED
    }

    /** @param at ms since 1970 when it was made; 0 unless it was made here */
    public record Reading(Standing standing, long at) {}

    private static final Reading FORGED = new Reading(Standing.FORGED, 0);
    private static final Reading UNKNOWN_KEY = new Reading(Standing.UNKNOWN_KEY, 0);

    /**
     * @param at ms since 1970
     * @throws IllegalStateException without a key
     */
    public String make(Serving item, long at) {
        Mac mac = macs.get(newest);
        if (mac == null) {
            throw new IllegalStateException("There is no key to make served-item tokens with");
        }
        ByteBuffer whole = ByteBuffer.allocate(BYTES);
        whole.put(VERSION).putInt(newest).putLong(at);
        whole.put(ofHead(mac, whole.array()));
        whole.put(ofServing(mac, whole.array(), item));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.array());
    }

    /** Any text has an answer. Whether it is too old, or was shown before, is for the caller to say. */
    public Reading read(String text, Serving claimed) {
        if (text.length() != LENGTH) {
            return FORGED;
        }
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return FORGED;
        }
        if (whole.length != BYTES || whole[0] != VERSION) {
            return FORGED;
        }
        Mac mac = macs.get(ByteBuffer.wrap(whole).getInt(1));
        if (mac == null) {
            return UNKNOWN_KEY;
        }
        long at = ByteBuffer.wrap(whole).getLong(1 + Integer.BYTES);
        if (isAt(whole, HEAD_BYTES + MAC_BYTES, ofServing(mac, whole, claimed))) {
            return new Reading(Standing.GENUINE, at);
        }
        return isAt(whole, HEAD_BYTES, ofHead(mac, whole)) ? new Reading(Standing.FOREIGN, at) : FORGED;
    }

    private static boolean isAt(byte[] whole, int from, byte[] mac) {
        return MessageDigest.isEqual(Arrays.copyOfRange(whole, from, from + MAC_BYTES), mac);
    }

    private static byte[] ofHead(Mac mac, byte[] whole) {
        mac.update(OF_HEAD);
        mac.update(whole, 0, HEAD_BYTES);
        return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
    }

    private static byte[] ofServing(Mac mac, byte[] whole, Serving item) {
        ByteWriter out = new ByteWriter();
        item.write(out);
        mac.update(OF_SERVING);
        mac.update(whole, 0, HEAD_BYTES + MAC_BYTES);
        return Arrays.copyOf(mac.doFinal(out.bytes()), MAC_BYTES);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
