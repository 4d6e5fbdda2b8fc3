package io.wetoken.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contracts file: where one deployment lives. Addresses are lower-case hex.
 *
 * @param chainId EIP-155 id of the chain
 * @param timelock the admin of the others
 * @param accountImplementation what every account is a clone of
 * @param custody the first owner of the accounts of people who have no key yet
 * @param rewardRedirects where accounts say who receives their rewards
 * @param treasury the community's share and its airdrops
 * @param tips where tips, gifts and purchases are paid
 * @param contentRegistry who registered a content id
 * @param wallets of the shares that are let go of by time, by holder: {@code issue}, {@code foundation}, {@code team}
 * @param block the first block that can hold an event of these contracts
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Deployment(
        long chainId,
        String token,
        String fund,
        String pool,
        String timelock,
        String accountFactory,
        String accountImplementation,
        String custody,
        String rewardRedirects,
        String treasury,
        String tips,
        String contentRegistry,
        Map<String, String> wallets,
        long block) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Deployment {
        if (pool != null && (timelock == null || wallets == null)) {
            throw new IllegalArgumentException(
                    "It is of an earlier release, whose contracts this one does not speak to;"
                            + " on the embedded stack begin anew with an empty WE_HOME");
        }
        wallets = wallets == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(wallets));
        List<String> all = new ArrayList<>(Arrays.asList(
                token,
                fund,
                pool,
                timelock,
                accountFactory,
                accountImplementation,
                custody,
                rewardRedirects,
                treasury,
                tips,
                contentRegistry));
        all.addAll(wallets.values());
        for (String value : all) {
            if (value == null || !value.matches("0x[0-9a-f]{40}")) {
                throw new IllegalArgumentException("Not a contracts file: '" + value + "' is no lower-case address");
            }
        }
    }

    /** The addresses that have code; the custody need not. */
    List<String> contracts() {
        List<String> contracts = new ArrayList<>(List.of(
                token,
                fund,
                pool,
                timelock,
                accountFactory,
                accountImplementation,
                rewardRedirects,
                treasury,
                tips,
                contentRegistry));
        contracts.addAll(wallets.values());
        return List.copyOf(contracts);
    }

    /** @throws IOException if it cannot be read or is not a contracts file, naming the file */
    public static Deployment read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), Deployment.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a contracts file: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) throws IOException {
        WholeFile.write(file, JSON.writeValueAsString(this) + "\n", "rw-r--r--");
    }

    /** @param secret the 32 bytes of {@code account-salt} */
    public AccountAddresses accountAddresses(byte[] secret) {
        return new AccountAddresses(accountFactory, accountImplementation, custody, secret);
    }
}
