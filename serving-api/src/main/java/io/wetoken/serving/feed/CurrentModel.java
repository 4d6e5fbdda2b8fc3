package io.wetoken.serving.feed;

import io.wetoken.recommender.file.ModelStore;
import io.wetoken.recommender.file.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model to serve. A new version is opened beside the old and then takes its place at once; one that cannot be opened, cut short or changed, or without the
 * tables that feeds need, leaves the old where it is, and {@link #problem} says so. Nobody but the one who opens it waits. Whoever works with a model keeps the one they got: its pages stay mapped as long as somebody holds it.
 */
public final class CurrentModel {
    /** How often the directory is looked at: one small file. */
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Opening reads the whole file; one that was refused is read again only so often, for it may have been put right under its name. */
    private static final Duration PERIOD_OF_REFUSED = Duration.ofMinutes(1);

    private static final int MOST_NAMED = 8;
    private static final Logger LOG = LoggerFactory.getLogger(CurrentModel.class);

    private final Optional<ModelStore> store;
    private final InstantSource clock;
    /** Of experiments, of which few run at once. */
    private final Map<String, Version> named = new ConcurrentHashMap<>();

    private final Map<String, Instant> refusedNames = new ConcurrentHashMap<>();
    private volatile Optional<Version> current = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Instant next = Instant.MIN;
    private String refused = "";
    private Instant refusedUntil = Instant.MIN;

    /** @param directory empty for a site without models */
    CurrentModel(Optional<Path> directory, InstantSource clock) {
        this.store = directory.map(ModelStore::new);
        this.clock = clock;
    }

    /** A model and what it is called. */
    record Version(String name, TrainedModel model) {}

    /** Empty before the first model. */
    Optional<Version> get() {
        look();
        return current;
    }

    /** A version that an experiment names; empty while it is opened for the first time by another page, and when it cannot be. */
    Optional<Version> named(String version) {
        Version kept = named.get(version);
        if (kept != null
                || store.isEmpty()
                || clock.instant().isBefore(refusedNames.getOrDefault(version, Instant.MIN))) {
            return Optional.ofNullable(kept);
        }
        if (!looking.tryLock()) {
            return Optional.empty();
        }
        try {
            if (named.size() >= MOST_NAMED) {
                named.clear();
            }
            Version opened = new Version(version, open(store.get(), version));
            named.put(version, opened);
            return Optional.of(opened);
        } catch (IOException e) {
            LOG.error("Model '{}' of an experiment cannot be used; its people get the current one", version, e);
            refusedNames.put(version, clock.instant().plus(PERIOD_OF_REFUSED));
            return Optional.empty();
        } finally {
            looking.unlock();
        }
    }

    /** Why the version that {@code current} names is not served; empty when it is. */
    public Optional<String> problem() {
        return problem;
    }

    /** The version that is served. */
    public Optional<String> version() {
        return get().map(Version::name);
    }

    private void look() {
        if (store.isEmpty() || clock.instant().isBefore(next) || !looking.tryLock()) {
            return;
        }
        try {
            next = clock.instant().plus(PERIOD);
            look(store.get());
        } finally {
            looking.unlock();
        }
    }

    private void look(ModelStore models) {
        String named = "";
        try {
            named = models.current().orElse("");
            if (named.isEmpty()
                    || current.map(Version::name).filter(named::equals).isPresent()) {
                problem = Optional.empty();
                return;
            }
            if (named.equals(refused) && clock.instant().isBefore(refusedUntil)) {
                return;
            }
            current = Optional.of(new Version(named, open(models, named)));
            problem = Optional.empty();
            refused = "";
            LOG.info("Feeds are made by model {}", named);
        } catch (IOException e) {
            problem = Optional.of(String.valueOf(e.getMessage()));
            refusedUntil = clock.instant().plus(PERIOD_OF_REFUSED);
            if (!refused.equals(named)) {
                refused = named;
                LOG.error(
                        "Model '{}' cannot be used; {} stays",
                        named,
                        current.map(Version::name).orElse("none"),
                        e);
            }
        }
    }

    private static TrainedModel open(ModelStore models, String version) throws IOException {
        TrainedModel model = models.open(version);
        Optional<String> unfit = model.unfitForFeeds();
        if (unfit.isPresent()) {
            throw new IOException("Model " + version + " " + unfit.get());
        }
        return model;
    }
}
