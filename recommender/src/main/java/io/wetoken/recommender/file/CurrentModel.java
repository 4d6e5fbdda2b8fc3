package io.wetoken.recommender.file;

import java.io.IOException;
import java.util.Optional;

/**
 * The model that a process ranks with: {@link #get} from any thread, {@link #refresh} now and then from one. Whoever has got one keeps it to the end of the
 * request, whatever is switched meanwhile. A version that cannot be opened never takes the place of one that could.
 */
public final class CurrentModel {
    private final ModelStore store;
    private volatile Optional<Served> served = Optional.empty();

    public CurrentModel(ModelStore store) {
        this.store = store;
    }

    /** A version that is open. */
    public record Served(String version, TrainedModel model) {}

    /** Nothing before the first model. */
    public Optional<Served> get() {
        return served;
    }

    /**
     * @return whether another version is served now
     * @throws IOException when the store's current version cannot be opened; the one before stays
     */
    public synchronized boolean refresh() throws IOException {
        Optional<String> version = store.current();
        if (version.isEmpty() || version.equals(served.map(Served::version))) {
            return false;
        }
        served = Optional.of(new Served(version.get(), store.open(version.get())));
        return true;
    }
}
