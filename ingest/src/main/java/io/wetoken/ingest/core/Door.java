package io.wetoken.ingest.core;

import java.util.Locale;

/** Where an event came in. */
public enum Door {
    /** Apps: the collector stamps {@code received} and {@code ipHash}. */
    LIVE,
    /** Recorded files, for administrators: the record's own {@code received} and {@code ipHash} are kept. */
    RECORDED;

    /** As in {@code behaviour.rejected} and in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
