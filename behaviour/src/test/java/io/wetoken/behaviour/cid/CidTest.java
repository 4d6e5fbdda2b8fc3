package io.wetoken.behaviour.cid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CidTest {
    private static final String HELLO = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";

    @Test
    void aBlockHasTheIdOfAFileWithItsBytes() {
        assertThat(Cid.ofBlock("hello world".getBytes(StandardCharsets.UTF_8))).hasToString(HELLO);
    }

    @Test
    void theBinaryFormIsVersionCodecAndHash() {
        assertThat(HexFormat.of().formatHex(Cid.parse(HELLO).bytes()))
                .isEqualTo("01551220b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");
    }

    @Test
    void whatIsReadIsWrittenAgain() {
        String directory = "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354";
        assertThat(Cid.parse(directory)).hasToString(directory);
    }

    @Test
    void anythingElseIsRefused() {
        for (String text : new String[] {
            "", "b", HELLO + "a", HELLO.toUpperCase(java.util.Locale.ROOT), HELLO.substring(0, 58) + "f", "../../x"
        }) {
            assertThatThrownBy(() -> Cid.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + text + "'");
        }
    }
}
