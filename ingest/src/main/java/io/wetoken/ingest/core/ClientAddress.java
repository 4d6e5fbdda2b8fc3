package io.wetoken.ingest.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose request it is when proxies stand in between. Each proxy appends the address that it was called from to {@code X-Forwarded-For}, so the entries
 * are true only from the right, and only as far as the proxies are ours: whatever stands left of the first foreign one, its sender has made up.
 */
public final class ClientAddress {
    /** Only literals: a name would be asked of the DNS. */
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final Pattern IPV4_WITH_PORT = Pattern.compile("([0-9.]+):[0-9]{1,5}");
    private static final Pattern IPV6_IN_BRACKETS = Pattern.compile("\\[([0-9a-fA-F:.]+)\\](?::[0-9]{1,5})?");

    private final Set<InetAddress> trusted;

    /** @param trusted the proxies whose word is taken */
    public ClientAddress(Set<InetAddress> trusted) {
        this.trusted = Set.copyOf(trusted);
    }

    /**
     * @param peer at the other end of the connection
     * @param forwardedFor the values of all {@code X-Forwarded-For} headers, in their order
     * @return the right-most address that is no trusted proxy's; the last one known where an entry is not an address or all are trusted
     */
    public InetAddress of(InetAddress peer, List<String> forwardedFor) {
        InetAddress client = peer;
        if (!trusted.contains(client)) {
            return client;
        }
        String[] entries = String.join(",", forwardedFor).split(",", -1);
        for (int at = entries.length - 1; at >= 0 && trusted.contains(client); at--) {
            Optional<InetAddress> before = entry(entries[at].trim());
            if (before.isEmpty()) {
                return client;
            }
            client = before.get();
        }
        return client;
    }

    /** An IPv4 or IPv6 literal; empty for anything else, names among them. */
    public static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Some proxies write the port too, and brackets where it would be ambiguous. */
    private static Optional<InetAddress> entry(String text) {
        for (Pattern dressed : List.of(IPV4_WITH_PORT, IPV6_IN_BRACKETS)) {
            var matched = dressed.matcher(text);
            if (matched.matches()) {
                return literal(matched.group(1));
            }
        }
        return literal(text);
    }
}
