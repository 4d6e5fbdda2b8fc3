package io.wetoken.behaviour;

/** A video or other piece of content. 1..64 characters. */
public record ContentId(String value) implements Comparable<ContentId> {
    public ContentId {
        Ids.check("ContentId", value);
    }

    @Override
    public int compareTo(ContentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
