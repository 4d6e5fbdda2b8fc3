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
import java.util.TreeSet;

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

    private static final String ADDRESS = "chain.address.";
    private static final String NOBODY = "0x" + "0".repeat(40);

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
        Map<String, String> addresses = addresses(read, problems);
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

    private static Map<String, String> addresses(Properties read, List<String> problems) {
        Map<String, String> addresses = new TreeMap<>();
        for (String key : new TreeSet<>(read.stringPropertyNames())) {
            if (!key.startsWith(ADDRESS)) {
                continue;
            }
            String role = key.substring(ADDRESS.length());
            String value = read.getProperty(key).trim().toLowerCase(Locale.ROOT);
            if (!ROLES.contains(role)) {
                problems.add(key + " is of no role; there are " + String.join(", ", ROLES));
            } else if (!value.matches("0x[0-9a-f]{40}") || value.equals(NOBODY)) {
                problems.add(key + " must be 0x and 40 hex digits, not all zero, is '" + value + "'");
            }
            addresses.put(role, value);
        }
        return addresses;
    }

    private static String required(Properties read, String key, List<String> problems) {
        String value = read.getProperty(key, "").trim();
        if (value.isEmpty()) {
            problems.add(key + " is missing");
        }
        return value;
    }
}
