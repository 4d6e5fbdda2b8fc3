package io.wetoken.behaviour;

/** A device as the client names it. 1..64 characters. */
public record DeviceId(String value) implements Comparable<DeviceId> {
    public DeviceId {
        Ids.check("DeviceId", value);
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
