package io.wetoken.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Keccak256Test {
    @Test
    void nothingHasTheHashThatSolidityGivesItAndNotTheOneOfSha3() {
        assertThat(Cid.hex(Keccak256.hash()))
                .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    }

    @Test
    void partsAreHashedAsIfTheyWereOne() {
        byte[] whole = "transfer(address,uint256)".getBytes(StandardCharsets.US_ASCII);
        assertThat(Cid.hex(Keccak256.hash(whole))).startsWith("a9059cbb");
        assertThat(Keccak256.hash(
                        "transfer(".getBytes(StandardCharsets.US_ASCII),
                        new byte[0],
                        "address,uint256)".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Keccak256.hash(whole));
    }
}
