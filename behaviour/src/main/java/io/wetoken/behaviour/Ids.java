package io.wetoken.behaviour;

/** What all ids have in common. */
final class Ids {
    static final int MAX_LENGTH = 64;

    private Ids() {}

    static void check(String type, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    type + " must have 1.." + MAX_LENGTH + " characters, has " + value.length() + ": '" + value + "'");
        }
    }
}
