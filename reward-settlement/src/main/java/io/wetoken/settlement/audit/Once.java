package io.wetoken.settlement.audit;

import java.io.IOException;
import java.util.Optional;

/** A value that several checks need: made when the first asks, and a failure to make it fails each of them. */
final class Once<T> {
    /** Makes it. */
    interface Source<T> {
        T get() throws IOException;
    }

    private final Source<T> source;
    private Optional<T> value = Optional.empty();
    private Optional<IOException> failure = Optional.empty();

    Once(Source<T> source) {
        this.source = source;
    }

    T get() throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (value.isEmpty()) {
            try {
                value = Optional.of(source.get());
            } catch (IOException e) {
                failure = Optional.of(e);
                throw e;
            }
        }
        return value.get();
    }

    /** Empty when nobody asked, or there was none to be had. */
    Optional<T> made() {
        return value;
    }
}
