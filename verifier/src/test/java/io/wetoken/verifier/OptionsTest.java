package io.wetoken.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final String POOL = "0x" + "aB".repeat(20);

    @Test
    void bothFormsOfAnOptionAreTaken() {
        Options options = Options.of(
                new String[] {"dir", "--node", "http://127.0.0.1:8545", "--pool=" + POOL, "--account", POOL, "--json"});
        assertThat(options.place()).isEqualTo("dir");
        assertThat(options.pool()).contains(POOL);
        assertThat(options.account()).contains("0x" + "ab".repeat(20));
        assertThat(options.json()).isTrue();
    }

    @Test
    void whatIsWrongIsNamed() {
        refused("A directory", "--json");
        refused("--cid needs a value", "dir", "--cid");
        refused("--cid is not what it must be: 'x'", "dir", "--cid", "x");
        refused("go together", "dir", "--node", "http://localhost");
        refused("Unknown option --nod", "dir", "--nod", "x");
        refused("The place is given twice", "dir", "other");
    }

    private static void refused(String message, String... args) {
        assertThatThrownBy(() -> Options.of(args))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
