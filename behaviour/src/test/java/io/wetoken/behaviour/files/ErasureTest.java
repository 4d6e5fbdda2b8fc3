package io.wetoken.behaviour.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {
    private static final AccountId ANN = new AccountId("Ann, \"the first\"");
    private static final Erasure KNOWN = new Erasure(ANN, "01".repeat(32));

    /** Worked out with {@code printf 'account:Ann, "the first"' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0101…}. */
    @Test
    void aNameIsAKeyedHash() {
        assertThat(KNOWN.pseudonym()).isEqualTo(new AccountId("erased-5be9132f51801344433970a3"));
        assertThat(KNOWN.other("device", "d")).hasSize(24).isNotEqualTo(KNOWN.other("session", "d"));
        String id = UUID.randomUUID().toString();
        assertThat(UUID.fromString(KNOWN.otherId(id)))
                .hasToString(KNOWN.otherId(id))
                .isNotEqualTo(UUID.fromString(id));
    }

    @Test
    void nobodyWithoutTheKeyTellsTheName() {
        assertThat(Erasure.begin(ANN, new SecureRandom()).pseudonym())
                .isNotEqualTo(Erasure.begin(ANN, new SecureRandom()).pseudonym());
    }

    @Test
    void isKeptInAFileOfItsOwnWhileItLasts(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("erasure");
        KNOWN.write(file);
        assertThat(Erasure.read(file)).isEqualTo(KNOWN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> KNOWN.write(file)).isInstanceOf(FileAlreadyExistsException.class);
        Files.writeString(file, "account,key\nann,12\n");
        assertThatThrownBy(() -> Erasure.read(file))
                .hasMessageContaining(file + ":2: ")
                .hasMessageContaining("64 hex digits");
        Files.writeString(file, "account,key\n");
        assertThatThrownBy(() -> Erasure.read(file)).hasMessageContaining("names 0");
    }
}
