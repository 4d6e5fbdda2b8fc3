package io.wetoken.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * {@code vectors/accounts.json} holds what this code makes of seeded addresses; a Solidity test has OpenZeppelin's Clones predict the same. Whether the
 * deployed factory agrees is DeployIT's matter. With {@code -Dvectors.write=true} the file is written anew.
 */
class AccountAddressesTest {
    private static final Path FILE = Path.of("vectors/accounts.json");
    private static final long SEED = 1167;
    private static final String FACTORY = "0x" + "0f".repeat(20);
    private static final String CODE = "0x" + "c0".repeat(20);
    private static final String CUSTODY = "0x" + "cc".repeat(20);

    @Test
    void theAddressIsThatOfEip1014AndEip1167() {
        String salt = Hash.sha3("00".repeat(32) + Numeric.toHexStringNoPrefix("ann".getBytes(StandardCharsets.UTF_8)))
                .substring(2);
        String bound = Hash.sha3("00".repeat(12) + "cc".repeat(20) + salt).substring(2);
        String code = Hash.sha3(
                        "3d602d80600a3d3981f3363d3d373d3d3d363d73" + "c0".repeat(20) + "5af43d82803e903d91602b57fd5bf3")
                .substring(2);
        String hash = Hash.sha3("0xff" + "0f".repeat(20) + bound + code);
        assertThat(new AccountAddresses(FACTORY, CODE, CUSTODY, new byte[32]).of("ann"))
                .isEqualTo("0x" + hash.substring(26));
    }

    @Test
    void theCheckedInVectorsAreWhatThisCodeMakes() throws IOException {
        String made = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(vectors()) + "\n";
        if (Boolean.getBoolean("vectors.write")) {
            Files.writeString(FILE, made);
        }
        assertThat(made).isEqualTo(Files.readString(FILE));
    }

    private static JsonNode vectors() {
        Random random = new Random(SEED);
        ObjectNode root = new ObjectMapper().createObjectNode();
        List<String> accounts = List.of("ann", "", "Zoë/7", "x".repeat(64));
        root.put("count", accounts.size());
        ArrayNode cases = root.putArray("cases");
        for (String account : accounts) {
            String factory = Numeric.toHexString(bytes(random, 20));
            String implementation = Numeric.toHexString(bytes(random, 20));
            String custody = Numeric.toHexString(bytes(random, 20));
            byte[] secret = bytes(random, 32);
            AccountAddresses addresses = new AccountAddresses(factory, implementation, custody, secret);
            cases.addObject()
                    .put("account", Numeric.toHexString(account.getBytes(StandardCharsets.UTF_8)))
                    .put("factory", factory)
                    .put("implementation", implementation)
                    .put("custody", custody)
                    .put("secret", Numeric.toHexString(secret))
                    .put("salt", Numeric.toHexString(addresses.salt(account)))
                    .put("address", addresses.of(account));
        }
        return root;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void everythingThatAnAddressIsMadeOfChangesIt() {
        byte[] other = new byte[32];
        other[31] = 1;
        Set<String> addresses = new HashSet<>();
        addresses.add(new AccountAddresses(FACTORY, CODE, CUSTODY, new byte[32]).of("ann"));
        addresses.add(new AccountAddresses(FACTORY, CODE, CUSTODY, new byte[32]).of("bob"));
        addresses.add(new AccountAddresses(FACTORY, CODE, CUSTODY, other).of("ann"));
        addresses.add(new AccountAddresses(CODE, CODE, CUSTODY, new byte[32]).of("ann"));
        addresses.add(new AccountAddresses(FACTORY, FACTORY, CUSTODY, new byte[32]).of("ann"));
        addresses.add(new AccountAddresses(FACTORY, CODE, FACTORY, new byte[32]).of("ann"));
        assertThat(addresses).hasSize(6).allMatch(address -> address.matches("0x[0-9a-f]{40}"));
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> new AccountAddresses("0x12", CODE, CUSTODY, new byte[32]))
                .hasMessage("Account factory must be 0x and 40 hex digits: '0x12'");
        assertThatThrownBy(() -> new AccountAddresses(FACTORY, "", CUSTODY, new byte[32]))
                .hasMessageContaining("Account implementation");
        assertThatThrownBy(() -> new AccountAddresses(FACTORY, CODE, "0x", new byte[32]))
                .hasMessageContaining("Custody");
        assertThatThrownBy(() -> new AccountAddresses(FACTORY, CODE, CUSTODY, new byte[31]))
                .hasMessageContaining("has 31");
    }
}
