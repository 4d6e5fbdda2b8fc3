package io.wetoken.behaviour;

import java.util.Locale;
import java.util.regex.Pattern;

/** A chain address, kept as {@code 0x} and 40 lower-case hex digits, so that ordering by text is ordering by bytes. */
public record Address(String hex) implements Comparable<Address> {
    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");

    public Address {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("Address must be 0x and 40 hex digits: '" + hex + "'");
        }
    }

    @Override
    public int compareTo(Address other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
