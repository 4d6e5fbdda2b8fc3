package io.wetoken.contracts;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What deployment reads from the settings file.
 *
 * @param url the node's JSON-RPC address, {@code chain.url}
 * @param contracts the contracts file to write, {@code chain.contracts}
 * @param secrets {@code secrets.dir}
 * @param addresses {@code chain.address.ROLE}: addresses that others hold, by {@link #ROLES}. On a development chain a role without one gets a new key in the
 *     secrets directory
 * @param vetoSeconds {@code chain.vetoSeconds}, instead of the token's own; on a development chain 0 unless it is given
 */
record DeployConfig(
        String url, Path contracts, Path secrets, Map<String, String> addresses, Optional<Long> vetoSeconds) {
    static final String ADMIN = "admin";
    static final String APPROVER = "approver";
    static final String GUARDIAN = "guardian";
    static final String CUSTODY = "custody";

    /** The one role whose key is always in the secrets directory. */
    static final String SETTLER = "settler";

    /** Whose addresses others hold. */
    static final List<String> ROLES = List.of(ADMIN, APPROVER, GUARDIAN, CUSTODY, "issue", "foundation", "team");

    /** Who sends transactions, and needs ether for it. */
    static final List<String> WRITERS = List.of(SETTLER, ADMIN, APPROVER, GUARDIAN, CUSTODY);

    DeployConfig {
        addresses = Map.copyOf(addresses);
    }

    /** @throws IllegalArgumentException naming every problem at once */
    static DeployConfig load(Path file) throws IOException {
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            read.load(in);
        }
        List<String> problems = new ArrayList<>();
        String url = required(read, "chain.url", problems);
        String contracts = required(read, "chain.contracts", problems);
        String secrets = required(read, "secrets.dir", problems);
        Map<String, String> addresses = new TreeMap<>();
        for (String role : ROLES) {
            String key = "chain.address." + role;
            Optional<String> value =
                    Optional.ofNullable(read.getProperty(key)).map(v -> v.trim().toLowerCase(Locale.ROOT));
            value.filter(v -> !v.matches("0x[0-9a-f]{40}"))
                    .ifPresent(v -> problems.add(key + " must be 0x and 40 hex digits, is '" + v + "'"));
            value.ifPresent(v -> addresses.put(role, v));
        }
        String veto = read.getProperty("chain.vetoSeconds", "").trim();
        if (!veto.matches("[0-9]{0,7}")) {
            problems.add("chain.vetoSeconds must be whole seconds, is '" + veto + "'");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(file + ": " + String.join("; ", problems));
        }
        return new DeployConfig(
                url,
                Path.of(contracts),
                Path.of(secrets),
                addresses,
                veto.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(veto)));
    }

    private static String required(Properties read, String key, List<String> problems) {
        String value = read.getProperty(key, "").trim();
        if (value.isEmpty()) {
            problems.add(key + " is missing");
        }
        return value;
    }
}
