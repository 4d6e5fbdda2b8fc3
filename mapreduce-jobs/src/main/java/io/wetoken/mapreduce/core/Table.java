package io.wetoken.mapreduce.core;

import java.util.Locale;

/** The tables by account in {@code statistics/}. */
public enum Table {
    /** Micro-points after the person's cap; positive ones. */
    POINTS("account,person,points"),
    /** The part of them earned on an owner's content; positive ones. */
    AFFINITY("account,owner,points"),
    /** Every actor and owner of the day's valid events. */
    ACCOUNTS("account,person");

    private final String header;

    Table(String header) {
        this.header = header;
    }

    public String header() {
        return header;
    }

    /** Its name among the outputs of a job, and without {@code .csv} in the directory. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
