package io.wetoken.serving.analysis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.files.IdTable;
import io.wetoken.recommender.rank.Traits.Favour;
import io.wetoken.serving.analysis.NewestAnalysis.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the newest daily analysis tells feeds: how works are taken, and whom a reader watches. Where there is none, or it cannot be read, nothing is known, the ranker has its stated values for that, and
 * pages go on; the log says once why.
 */
public final class Analyses {
    /** Twenty creators, as many contents and 24 hours. */
    private static final int MAX_ROWS = 200;

    private static final int MAX_TASTES = 10_000;
    /** As old as what is known of a clip may be, so that an erased account's taste goes as soon. */
    private static final Duration OLD = Duration.ofMinutes(10);

    private static final String CREATOR = "CREATOR";
    private static final Logger LOG = LoggerFactory.getLogger(Analyses.class);

    private final NewestAnalysis newest;
    private final Cache<AccountId, Map<String, Double>> tastes =
            Caffeine.newBuilder().maximumSize(MAX_TASTES).expireAfterWrite(OLD).build();
    private volatile boolean failing;

    Analyses(NewestAnalysis newest) {
        this.newest = newest;
    }

    /** Of a site without analyses. */
    public static Analyses none() {
        return new Analyses(new NewestAnalysis(Optional.<Path>empty()));
    }

    /** Of each of which something is known. */
    public Map<ContentId, Favour> favours(Collection<ContentId> contents) {
        Map<ContentId, Favour> favours = new HashMap<>();
        try {
            Optional<Tables> tables = newest.get();
            if (tables.isPresent()) {
                for (ContentId content : contents) {
                    for (List<String> row : tables.get().favour().rows(IdTable.encode(content.value()), 1)) {
                        IdTable.Row cells = new IdTable.Row(row);
                        favours.put(content, new Favour(true, share(cells.number(7)), share(cells.number(4))));
                    }
                }
            }
            failing = false;
        } catch (IOException | IllegalArgumentException e) {
            failed(e);
        }
        return favours;
    }

    /** By creator, the share of the time that an account watched; at most the twenty with most. */
    public Map<String, Double> taste(AccountId account) {
        return tastes.get(account, this::readTaste);
    }

    private Map<String, Double> readTaste(AccountId account) {
        Map<String, Double> taste = new HashMap<>();
        try {
            Optional<Tables> tables = newest.get();
            if (tables.isPresent()) {
                for (List<String> row : tables.get().taste().rows(IdTable.encode(account.value()), MAX_ROWS)) {
                    if (row.get(1).equals(CREATOR)) {
                        IdTable.Row cells = new IdTable.Row(row);
                        taste.put(cells.id(2), share(cells.number(4)));
                    }
                }
            }
            failing = false;
        } catch (IOException | IllegalArgumentException e) {
            failed(e);
        }
        return taste;
    }

    private void failed(Exception failure) {
        if (!failing) {
            failing = true;
            LOG.error("The analysis cannot be read; feeds are ranked without it", failure);
        }
    }

    private static double share(long ppm) {
        return (double) ppm / Ppm.ONE;
    }
}
