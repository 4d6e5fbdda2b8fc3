package io.wetoken.serving.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.contracts.merkle.Chunks;
import io.wetoken.contracts.merkle.Payment;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PackedTest {
    private static final String ONE = "ab".repeat(20) + "0".repeat(23) + "7";
    private static final String MOST = "cd".repeat(20) + "f".repeat(24);

    @Test
    void payoutsAreReadAtTheirPlace() {
        Packed packed = new Packed("0x" + ONE + MOST);

        assertThat(packed.size()).isEqualTo(2);
        assertThat(packed.address(0).hex()).isEqualTo("0x" + "ab".repeat(20));
        assertThat(packed.amount(0)).hasToString("7");
        assertThat(packed.amount(1)).hasToString("79228162514264337593543950335");
    }

    @Test
    void aChunkAsLargeAsThePoolTakesIsRead() {
        List<Chunk> cut = Chunks.cut(Collections.nCopies(501, new Payment("0x" + "ab".repeat(20), BigInteger.ONE)));

        assertThat(new Packed("0x" + HexFormat.of().formatHex(cut.get(0).packed())).size())
                .isEqualTo(Chunks.SIZE)
                .isEqualTo(500);
    }

    @Test
    void brokenChunksAreRefused() {
        for (String broken : new String[] {"", "0x", "0x" + ONE.substring(1), "0x" + ONE.repeat(501), ONE}) {
            assertThatThrownBy(() -> new Packed(broken)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
