package io.wetoken.contracts.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTest {
    private static final String ANN = "0x00000000000000000000000000000000000000aa";

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "499,1", "500,1", "501,2", "1000,2", "1001,3"})
    void payoutsAreCutAtFiveHundred(int payments, int chunks) {
        List<Chunk> cut = Chunks.cut(Collections.nCopies(payments, new Payment(ANN, BigInteger.ONE)));
        assertThat(cut).hasSize(chunks);
        assertThat(cut.stream().mapToInt(chunk -> chunk.payments().size()).sum())
                .isEqualTo(payments);
        assertThat(cut.stream().map(Chunk::index).toList())
                .isEqualTo(java.util.stream.IntStream.range(0, chunks).boxed().toList());
    }

    @Test
    void aPaymentIsPackedIntoOneWord() {
        Payment payment =
                new Payment(ANN.toUpperCase(java.util.Locale.ROOT).replace("0X", "0x"), BigInteger.valueOf(258));
        assertThat(HexFormat.of().formatHex(new Chunk(0, List.of(payment)).packed()))
                .isEqualTo("00000000000000000000000000000000000000aa" + "000000000000000000000102");
    }

    @Test
    void theLargestAmountFillsItsTwelveBytes() {
        BigInteger largest = BigInteger.TWO.pow(96).subtract(BigInteger.ONE);
        assertThat(HexFormat.of().formatHex(new Chunk(0, List.of(new Payment(ANN, largest))).packed()))
                .endsWith("aa" + "f".repeat(24));
    }

    @Test
    void whatTheTokenWouldRefuseIsRefusedBeforeItIsCommitted() {
        assertThatThrownBy(() -> new Payment("0x" + "0".repeat(40), BigInteger.ONE))
                .hasMessageContaining("non-zero");
        assertThatThrownBy(() -> new Payment("0xaa", BigInteger.ONE)).hasMessageContaining("'0xaa'");
        assertThatThrownBy(() -> new Payment(ANN, BigInteger.ZERO)).hasMessageContaining("is 0");
        assertThatThrownBy(() -> new Payment(ANN, BigInteger.TWO.pow(96))).hasMessageContaining("2^96");
    }

    @Test
    void nobodyIsPaidUnderARootOfZero() {
        assertThat(MerkleTree.of(List.of()).root()).isEqualTo(new byte[32]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 100})
    void everyLeafHasAProofThatFitsNoOtherLeaf(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(Chunk.leaf(7, i, new byte[32]));
        }
        MerkleTree tree = MerkleTree.of(leaves);
        for (int i = 0; i < count; i++) {
            assertThat(MerkleTree.verify(tree.root(), leaves.get(i), tree.proof(i)))
                    .isTrue();
            if (count > 1) {
                assertThat(MerkleTree.verify(tree.root(), leaves.get((i + 1) % count), tree.proof(i)))
                        .isFalse();
            }
        }
        assertThatThrownBy(() -> tree.proof(count)).hasMessageContaining("No leaf " + count);
    }

    @Test
    void aLeafDependsOnItsEpochItsPlaceAndItsContent() {
        byte[] leaf = Chunk.leaf(1, 2, new byte[32]);
        assertThat(Chunk.leaf(2, 2, new byte[32])).isNotEqualTo(leaf);
        assertThat(Chunk.leaf(1, 1, new byte[32])).isNotEqualTo(leaf);
        assertThat(Chunk.leaf(1, 2, new byte[64])).isNotEqualTo(leaf);
    }
}
