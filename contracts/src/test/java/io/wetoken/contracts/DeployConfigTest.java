package io.wetoken.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployConfigTest {
    private static final String ADDRESS = "0x" + "Ab".repeat(20);

    @TempDir
    private Path directory;

    private DeployConfig load(String settings) throws IOException {
        return DeployConfig.load(Files.writeString(directory.resolve("we.properties"), settings));
    }

    @Test
    void aSettingsFileNamesNodeFilesAndTheAddressesOfOthers() throws IOException {
        DeployConfig config = load("""
                chain.url=http://127.0.0.1:8545
                chain.contracts=contracts.json
                secrets.dir=secrets
                chain.address.custody=%s
                chain.vetoSeconds=60
                """.formatted(ADDRESS));
        assertThat(config.url()).isEqualTo("http://127.0.0.1:8545");
        assertThat(config.contracts()).isEqualTo(Path.of("contracts.json"));
        assertThat(config.secrets()).isEqualTo(Path.of("secrets"));
        assertThat(config.addresses()).containsOnlyKeys("custody").containsEntry("custody", "0x" + "ab".repeat(20));
        assertThat(config.vetoSeconds()).contains(60L);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> load("""
                        chain.url=http://127.0.0.1:8545
                        chain.address.admin=0x12
                        chain.address.custody=0x%s
                        chain.address.community=%s
                        chain.vetoSeconds=soon
                        """.formatted("0".repeat(40), ADDRESS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chain.contracts is missing")
                .hasMessageContaining("secrets.dir is missing")
                .hasMessageContaining("chain.address.admin must be 0x and 40 hex digits, not all zero, is '0x12'")
                .hasMessageContaining("chain.address.custody must be 0x and 40 hex digits, not all zero, is '0x0000")
                .hasMessageContaining("chain.address.community is of no role; there are admin, approver, guardian,")
                .hasMessageContaining("chain.vetoSeconds must be whole seconds, is 'soon'");
    }
}
