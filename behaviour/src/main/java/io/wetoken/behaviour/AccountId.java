package io.wetoken.behaviour;

/** An account: the {@code actor} of an event. 1..64 characters. */
public record AccountId(String value) implements Comparable<AccountId> {
    public AccountId {
        Ids.check("AccountId", value);
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
