package io.wetoken.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void haveOneToSixtyFourCharacters() {
        assertThat(new AccountId("a".repeat(64))).hasToString("a".repeat(64));
        assertThatThrownBy(() -> new AccountId("")).hasMessage("AccountId must have 1..64 characters, has 0: ''");
        assertThatThrownBy(() -> new DeviceId("d".repeat(65))).hasMessageStartingWith("DeviceId must have 1..64");
        assertThatThrownBy(() -> new ContentId("")).hasMessageStartingWith("ContentId must have");
    }

    @Test
    void addressesAreKeptInLowerCase() {
        assertThat(new Address("0xABCDEFabcdef0123456789ABCDEFabcdef012345"))
                .hasToString("0xabcdefabcdef0123456789abcdefabcdef012345");
        assertThatThrownBy(() -> new Address("abc")).hasMessage("Address must be 0x and 40 hex digits: 'abc'");
    }
}
