package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hashing library of the proof page is the published one, byte for byte. */
final class VendoredTest {
    @ParameterizedTest
    @CsvSource({
        "sha3.js,8741330184fd2af27d8805e400888060294ac1e31e7b7038e5347c31e1bb33ca",
        "_u64.js,e48c0cfc10810439a4807b46db136ce603a3fa09b62584f513ef2f3ca496af54",
        "utils.js,11319ec0a8132a0c2ced8c98af33ae9274c001d6baf4f4709c4a6115e031a3c5",
        "LICENSE,4f221aee6e072336700c408c68ab3b96a3fc09f6aebe6f48f1bd99e5ef13faec",
    })
    void theLibraryIsUnchanged(String file, String sha256) throws Exception {
        try (InputStream in = VendoredTest.class.getResourceAsStream("/static/vendor/noble-hashes-2.0.1/" + file)) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
        }
    }
}
