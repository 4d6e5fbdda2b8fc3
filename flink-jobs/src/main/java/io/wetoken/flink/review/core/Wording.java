package io.wetoken.flink.review.core;

import io.wetoken.flink.guard.core.Fingerprint;
import java.text.Normalizer;
import java.util.Locale;

/** What a comment says, whatever its case, signs, numbers and pictures: so a text that is varied only by those stays the same. */
final class Wording {
    /** For a comment without a text, or one that is too short to be anybody's own. */
    static final long COMMON = 0;
    /** Letters; "nice one" and "first!" have fewer. An ideograph says as much as two. */
    private static final int LEAST = 14;
    /** Characters that are looked at. */
    private static final int MOST = 300;

    private Wording() {}

    /** @param text may be null */
    static long of(String text) {
        if (text == null) {
            return COMMON;
        }
        String plain = Normalizer.normalize(text.substring(0, Math.min(text.length(), MOST)), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder();
        plain.codePoints().filter(Character::isLetter).forEach(letters::appendCodePoint);
        int said = letters.codePoints()
                .map(letter -> Character.isIdeographic(letter) ? 2 : 1)
                .sum();
        return said < LEAST ? COMMON : Fingerprint.of(letters.toString());
    }
}
