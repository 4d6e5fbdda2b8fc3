package io.wetoken.verifier;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The command line.
 *
 * @param place a directory or an address
 * @param cid what the index must have, as text
 */
record Options(
        String place,
        Optional<String> cid,
        Optional<String> account,
        Optional<URI> node,
        Optional<String> pool,
        boolean json) {
    static final String USAGE = """
            Usage: ./we verify DIR-or-URL [--cid CID] [--node URL --pool ADDRESS] [--account 0x…] [--json]
                   ./we verify --date D [--account 0x…] [--json]   the day's own files, node and pool
            Checks what was published of an epoch, without trusting who published it: every file against the index, the index
            against its content id, the payouts by computing the reward rule anew, and the root of the payouts.
              DIR-or-URL      where index.json is
              --cid CID       the content id that the index must have; with --node, the chain's is asked as well
              --node URL      a node of the chain, which is asked what it has committed and paid
              --pool ADDRESS  the reward pool there
              --account 0x…   shows what this account was given, with its chunk, its proof and whether it is paid
              --json          one JSON object instead of a table
            Exit status: 0 all agrees, 1 something differs or cannot be read, 2 the command line or the index is wrong.
            """;

    private static final List<String> WITH_VALUE = List.of("--cid", "--account", "--node", "--pool");

    /** @throws IllegalArgumentException saying what is wrong */
    static Options of(String[] args) {
        Map<String, String> values = new HashMap<>();
        boolean json = false;
        for (int i = 0; i < args.length; i++) {
            String[] parts = args[i].startsWith("--") ? args[i].split("=", 2) : new String[] {args[i]};
            String key = parts[0].startsWith("--") ? parts[0] : "";
            if (args[i].equals("--json")) {
                json = true;
                continue;
            }
            if (!key.isEmpty() && !WITH_VALUE.contains(key)) {
                throw new IllegalArgumentException("Unknown option " + key);
            }
            if (!key.isEmpty() && parts.length == 1 && ++i == args.length) {
                throw new IllegalArgumentException(key + " needs a value");
            }
            String value = key.isEmpty() ? args[i] : parts.length == 2 ? parts[1] : args[i];
            if (values.put(key, value) != null) {
                throw new IllegalArgumentException((key.isEmpty() ? "The place" : key) + " is given twice");
            }
        }
        return checked(values, json);
    }

    private static Options checked(Map<String, String> values, boolean json) {
        String place = values.getOrDefault("", "");
        if (place.isEmpty()) {
            throw new IllegalArgumentException("A directory or an address is needed");
        }
        Optional<String> pool = value(values, "--pool", "0x[0-9a-fA-F]{40}");
        Optional<URI> node = value(values, "--node", "https?://.+").map(URI::create);
        if (pool.isPresent() != node.isPresent()) {
            throw new IllegalArgumentException("--node and --pool go together");
        }
        return new Options(
                place,
                value(values, "--cid", "b[a-z2-7]{58}"),
                value(values, "--account", "0x[0-9a-fA-F]{40}").map(account -> account.toLowerCase(Locale.ROOT)),
                node,
                pool,
                json);
    }

    private static Optional<String> value(Map<String, String> values, String key, String pattern) {
        Optional<String> value = Optional.ofNullable(values.get(key));
        if (value.isPresent() && !value.get().matches(pattern)) {
            throw new IllegalArgumentException(key + " is not what it must be: '" + value.get() + "'");
        }
        return value;
    }
}
