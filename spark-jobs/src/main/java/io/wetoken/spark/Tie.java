package io.wetoken.spark;

import java.io.Serializable;

/** A creator and a person, a viewer or a disseminator; or, where {@code content} says so, a creator and a content. */
record Tie(String creator, String other, boolean content) implements Serializable {
    static Tie of(String creator, String other) {
        return new Tie(creator, other, false);
    }
}
