package io.wetoken.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.exception.CipherException;

class SecretsTest {
    private static final ECKeyPair KEY = ECKeyPair.create(BigInteger.valueOf(5745));

    @TempDir
    private Path directory;

    private Path password;

    @BeforeEach
    void aKeystoreOfTheSettler() throws IOException {
        password = keystore(directory, "settler", KEY, "open, sesame");
    }

    /** A light one, for the tests' sake. Returns the password's file. */
    static Path keystore(Path directory, String role, ECKeyPair key, String password) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            WholeFile.write(
                    directory.resolve(role + ".json"),
                    new ObjectMapper().writeValueAsString(Wallet.createLight(password, key)),
                    "rw-------");
        } catch (CipherException e) {
            throw new IOException(e);
        }
        WholeFile.write(directory.resolve(role + ".password"), password + "\n", "rw-------");
        return directory.resolve(role + ".password");
    }

    @Test
    void aKeystoreStandsForAKeyAndIsOpenedOnce() throws IOException {
        Credentials opened = Secrets.in(directory).key("settler");
        assertThat(opened.getAddress()).isEqualTo(Credentials.create(KEY).getAddress());
        assertThat(Secrets.in(directory).key("settler")).isSameAs(opened);
        assertThat(Secrets.in(directory).keyOrNew("settler", new SecureRandom()))
                .isSameAs(opened);
        assertThat(directory.resolve("settler.key")).doesNotExist();
    }

    @Test
    void aPasswordThatIsWrongMissingOrOpenToOthersIsNamed() throws IOException {
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Secrets.in(directory).key("settler"))
                .hasMessage(password + " may be read by others; give it the mode 0600");
        WholeFile.write(password, "open, barley", "rw-------");
        assertThatThrownBy(() -> Secrets.in(directory).key("settler"))
                .hasMessageStartingWith(
                        directory.resolve("settler.json") + " does not open with the password of " + password);
        Files.delete(password);
        assertThatThrownBy(() -> Secrets.in(directory).key("settler"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("There is no " + password);
    }

    @Test
    void aKeyThatIsThereTwiceAndAFileThatIsNoKeystoreAreNamed() throws IOException {
        WholeFile.write(directory.resolve("settler.key"), "1".repeat(64), "rw-------");
        assertThatThrownBy(() -> Secrets.in(directory).key("settler"))
                .hasMessageStartingWith("There are both " + directory.resolve("settler.json"));
        Files.delete(directory.resolve("settler.key"));
        Files.writeString(directory.resolve("settler.json"), "{");
        assertThatThrownBy(() -> Secrets.in(directory).key("settler"))
                .hasMessageStartingWith(directory.resolve("settler.json") + " is no keystore of version 3");
    }

    @Test
    void whatIsMissingIsNotMadeUnasked() throws IOException {
        Secrets secrets = Secrets.in(directory);
        assertThatThrownBy(() -> secrets.key("guardian"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("guardian.key");
        Credentials made = secrets.keyOrNew("guardian", new SecureRandom());
        assertThat(secrets.key("guardian").getAddress()).isEqualTo(made.getAddress());
    }
}
