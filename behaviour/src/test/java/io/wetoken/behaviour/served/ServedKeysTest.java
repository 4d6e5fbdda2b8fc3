package io.wetoken.behaviour.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedKeysTest {
    @TempDir
    private Path directory;

    @Test
    void aDirectoryWithoutKeysOrNoneAtAllHasNone() throws IOException {
        put("identity.key", 92);
        put("served-001.key.tmp", 1);
        put("served-1.key", 32);
        assertThat(ServedKeys.read(directory).isEmpty()).isTrue();
        assertThat(ServedKeys.read(directory.resolve("nowhere")).isEmpty()).isTrue();
    }

    @Test
    void theyAreInTheOrderOfTheirNumbers() throws IOException {
        put("served-010.key", 32);
        put(ServedKeys.FIRST_FILE, 32);
        put("served-002.key", 32);
        assertThat(ServedKeys.read(directory).oldestFirst())
                .extracting(key -> key[0])
                .containsExactly((byte) '1', (byte) '2', (byte) '0');
    }

    @Test
    void aDamagedOneIsNamed() throws IOException {
        put(ServedKeys.FIRST_FILE, 31);
        assertThatThrownBy(() -> ServedKeys.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("served-001.key must have 32 bytes, has 31");
    }

    private void put(String name, int length) throws IOException {
        byte[] key = new byte[length];
        key[0] = (byte) name.charAt(Math.min(9, name.length() - 1));
        Files.write(directory.resolve(name), key);
    }
}
