package io.wetoken.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressHashTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path dir;

    @Test
    void isAnHmacOfTheAddress() throws IOException {
        // printf '\x0a\x00\x00\x01' | openssl dgst -sha256 -mac HMAC -macopt hexkey:00…00 (32 bytes), first 16 bytes
        AddressHash hash = new AddressHash(new byte[32]);

        assertThat(hash.apply(InetAddress.getByName("10.0.0.1"))).isEqualTo("d5270d063424c890b3a56d68c229b841");
    }

    @Test
    void theKeyIsMadeOnceAndForItsOwnerOnly() throws IOException {
        Path secrets = dir.resolve("secrets");
        InetAddress address = InetAddress.getByName("192.0.2.7");

        String first = AddressHash.in(secrets, RANDOM).apply(address);

        assertThat(AddressHash.in(secrets, RANDOM).apply(address))
                .isEqualTo(first)
                .hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve("ip-hash.key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(secrets)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void anotherDeploymentHashesDifferently() throws IOException {
        InetAddress address = InetAddress.getByName("192.0.2.7");

        assertThat(AddressHash.in(dir.resolve("a"), RANDOM).apply(address))
                .isNotEqualTo(AddressHash.in(dir.resolve("b"), RANDOM).apply(address));
    }

    @Test
    void aHouseholdOnIpv6IsOneAddress() throws IOException {
        AddressHash hash = new AddressHash(new byte[32]);

        assertThat(hash.apply(InetAddress.getByName("2001:db8:1:2::1")))
                .isEqualTo(hash.apply(InetAddress.getByName("2001:db8:1:2:ffff::9")))
                .isNotEqualTo(hash.apply(InetAddress.getByName("2001:db8:1:3::1")));
    }

    @Test
    void aDamagedKeyIsRefused() throws IOException {
        Files.write(dir.resolve("ip-hash.key"), new byte[31]);

        assertThatThrownBy(() -> AddressHash.in(dir, RANDOM))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ip-hash.key must have 32 bytes, has 31");
    }
}
