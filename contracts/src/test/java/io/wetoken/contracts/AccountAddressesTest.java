package io.wetoken.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** Whether the factory agrees is DeployIT's matter. */
class AccountAddressesTest {
    private static final String FACTORY = "0x" + "0f".repeat(20);
    private static final String CODE = "0x" + "c0".repeat(32);

    @Test
    void theAddressIsThatOfEip1014() {
        byte[] secret = new byte[32];
        String salt = Numeric.toHexStringNoPrefix(Hash.sha3(Numeric.hexStringToByteArray("00".repeat(32) + "616e6e")));
        String hash = Hash.sha3("0xff" + "0f".repeat(20) + salt + "c0".repeat(32));
        assertThat(new AccountAddresses(FACTORY, CODE, secret).of("ann")).isEqualTo("0x" + hash.substring(26));
    }

    @Test
    void accountsSecretsAndFactoriesEachChangeTheAddress() {
        byte[] other = new byte[32];
        other[31] = 1;
        Set<String> addresses = new HashSet<>();
        addresses.add(new AccountAddresses(FACTORY, CODE, new byte[32]).of("ann"));
        addresses.add(new AccountAddresses(FACTORY, CODE, new byte[32]).of("bob"));
        addresses.add(new AccountAddresses(FACTORY, CODE, other).of("ann"));
        addresses.add(new AccountAddresses("0x" + "0e".repeat(20), CODE, new byte[32]).of("ann"));
        addresses.add(new AccountAddresses(FACTORY, "0x" + "c1".repeat(32), new byte[32]).of("ann"));
        assertThat(addresses).hasSize(5).allMatch(address -> address.matches("0x[0-9a-f]{40}"));
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> new AccountAddresses("0x12", CODE, new byte[32]))
                .hasMessageContaining("'0x12'");
        assertThatThrownBy(() -> new AccountAddresses(FACTORY, CODE, new byte[31]))
                .hasMessageContaining("has 31");
    }
}
