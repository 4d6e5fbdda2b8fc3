package io.wetoken.serving.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InputTest {
    @Test
    void limitsAreInclusive() {
        assertThat(Input.limit(Optional.of("1"), 30)).isEqualTo(1);
        assertThat(Input.limit(Optional.of("100"), 30)).isEqualTo(100);
        assertThat(Input.limit(Optional.empty(), 30)).isEqualTo(30);
    }

    @Test
    void aLongValueIsCutInTheMessage() {
        assertThatThrownBy(() -> Input.address("0x" + "z".repeat(5000)))
                .isInstanceOf(BadInput.class)
                .message()
                .hasSizeLessThan(150);
    }

    @Test
    void digitsOfOtherScriptsAreNoNumber() {
        assertThatThrownBy(() -> Input.limit(Optional.of("٣"), 30)).isInstanceOf(BadInput.class);
    }

    @Test
    void anAddressMayBeInCapitals() {
        assertThat(Input.address("0x" + "AB".repeat(20)).hex()).isEqualTo("0x" + "ab".repeat(20));
    }
}
