package io.wetoken.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareLinkTest {
    private static final int SEED = 5;
    private static final KeyPair OURS = pair();
    private static final ShareLink LINK = new ShareLink(
            new ContentId("video-1"), new AccountId("ann, the \"first\" é"), new AccountId("bob"), 1_795_000_000_000L);

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWasSignedIsReadAgain() {
        String text = LINK.sign(OURS.getPrivate());
        assertThat(text).matches("[A-Za-z0-9_-]{1,512}").isEqualTo(LINK.sign(OURS.getPrivate()));
        assertThat(ShareLink.verify(OURS.getPublic(), text)).contains(LINK);
    }

    @Test
    void theLongestAsciiIdsFit() {
        String id = "x".repeat(64);
        ShareLink longest = new ShareLink(new ContentId(id), new AccountId(id), new AccountId(id), Long.MAX_VALUE);
        String text = longest.sign(OURS.getPrivate());
        assertThat(text.length()).isLessThanOrEqualTo(ShareLink.MAX_LENGTH);
        assertThat(ShareLink.verify(OURS.getPublic(), text)).contains(longest);
    }

    @Test
    void idsThatMakeTheLinkTooLongAreNamed() {
        String id = "字".repeat(64);
        ShareLink tooLong = new ShareLink(new ContentId(id), new AccountId(id), new AccountId(id), 1);
        assertThatThrownBy(() -> tooLong.sign(OURS.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 512 characters")
                .hasMessageContaining(id);
    }

    @Test
    void anotherKeysLinkIsNone() {
        assertThat(ShareLink.verify(pair().getPublic(), LINK.sign(OURS.getPrivate())))
                .isEmpty();
    }

    @Test
    void whateverByteIsChangedItIsNoLinkAnyMore() {
        byte[] signed = Base64.getUrlDecoder().decode(LINK.sign(OURS.getPrivate()));
        for (int i = 0; i < signed.length; i++) {
            byte[] forged = signed.clone();
            forged[i] ^= 1;
            assertThat(ShareLink.verify(OURS.getPublic(), encoded(forged)))
                    .as("byte %d", i)
                    .isEmpty();
        }
    }

    @Test
    void aLinkCutShortOrLengthenedAnywhereIsNone() {
        String text = LINK.sign(OURS.getPrivate());
        for (int end = 0; end < text.length(); end++) {
            assertThat(ShareLink.verify(OURS.getPublic(), text.substring(0, end)))
                    .as("first %d", end)
                    .isEmpty();
        }
        assertThat(ShareLink.verify(OURS.getPublic(), text + "A")).isEmpty();
        assertThat(ShareLink.verify(OURS.getPublic(), text + "=")).isEmpty();
        assertThat(ShareLink.verify(OURS.getPublic(), text + "A".repeat(512))).isEmpty();
    }

    /** Two texts of one link could be counted as two. */
    @Test
    void aLinkHasOneText() {
        ShareLink padded = new ShareLink(LINK.content(), new AccountId("anna"), LINK.disseminator(), LINK.issuedAt());
        String text = padded.sign(OURS.getPrivate());
        assertThat(text.length() % 4).as("the last character has idle bits").isNotZero();
        int last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .indexOf(text.charAt(text.length() - 1));
        String other = text.substring(0, text.length() - 1)
                + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".charAt(last + 1);
        assertThat(Base64.getUrlDecoder().decode(other))
                .isEqualTo(Base64.getUrlDecoder().decode(text));
        assertThat(ShareLink.verify(OURS.getPublic(), other)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "....", "AAAA", "%41", "<script>", "字", "\u0000", "-_-_"})
    void whatIsNoLinkIsNone(String text) {
        assertThat(ShareLink.verify(OURS.getPublic(), text)).isEmpty();
    }

    @Test
    void noiseIsNeverAnException() {
        Random random = new Random(SEED);
        for (int i = 0; i < 500; i++) {
            byte[] noise = new byte[random.nextInt(384)];
            random.nextBytes(noise);
            assertThat(ShareLink.verify(OURS.getPublic(), encoded(noise)))
                    .as("seed %d, %d", SEED, i)
                    .isEmpty();
            assertThat(ShareLink.verify(OURS.getPublic(), new String(noise, StandardCharsets.ISO_8859_1)))
                    .isEmpty();
        }
    }

    @Test
    void aKeyIsReadFromPemAndFromBase64() {
        String pem = LinkKeys.pem(OURS.getPublic());
        assertThat(pem).startsWith("-----BEGIN PUBLIC KEY-----\n").endsWith("\n-----END PUBLIC KEY-----\n");
        assertThat(LinkKeys.publicKey(pem)).isEqualTo(OURS.getPublic());
        assertThat(LinkKeys.publicKey(
                        Base64.getEncoder().encodeToString(OURS.getPublic().getEncoded()) + "\n"))
                .isEqualTo(OURS.getPublic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key", "AAAA", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n"})
    void whatIsNoKeyIsRefused(String text) {
        assertThatThrownBy(() -> LinkKeys.publicKey(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no public Ed25519 key");
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
