package io.wetoken.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeccakTest {
    /** As Solidity's {@code keccak256} gives them, also where the padding fills a block to the last byte or begins one. */
    @ParameterizedTest
    @CsvSource({
        "0, c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        "135, 34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446",
        "136, a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e",
        "137, d869f639c7046b4929fc92a4d988a8b22c55fbadb802c0c66ebcd484f1915f39"
    })
    void hashesOfThatManyTimesTheLetterA(int length, String hash) {
        assertThat(Cid.hex(Keccak.hash("a".repeat(length).getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(hash);
    }

    @Test
    void partsAreHashedAsIfTheyWereOne() {
        byte[] whole = "transfer(address,uint256)".getBytes(StandardCharsets.US_ASCII);
        assertThat(Cid.hex(Keccak.hash(whole))).startsWith("a9059cbb");
        assertThat(Keccak.hash(
                        "transfer(".getBytes(StandardCharsets.US_ASCII),
                        new byte[0],
                        "address,uint256)".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Keccak.hash(whole));
    }
}
