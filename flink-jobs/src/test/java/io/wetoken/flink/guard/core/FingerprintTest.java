package io.wetoken.flink.guard.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void isFnv1aAsItsAuthorsPublishedIt() {
        // draft-eastlake-fnv, appendix: FNV-1a, 64 bits.
        assertThat(Fingerprint.of("")).isEqualTo(0xcbf29ce484222325L);
        assertThat(Fingerprint.of("a")).isEqualTo(0xaf63dc4c8601ec8cL);
        assertThat(Fingerprint.of("foobar")).isEqualTo(0x85944171f73967e8L);
    }
}
