package io.wetoken.settlement.published;

import java.util.List;

/** The names of what is published of an epoch. */
public final class PublishedFiles {
    /** Names every other file with its size, SHA-256 and content id; its own content id names the epoch's publication. */
    public static final String INDEX = "index.json";

    /** The rule's version and the digest of the code that planned. */
    public static final String CODE = "code.json";

    /** The day's counts, and the digest of the archive's manifest. */
    public static final String DAY = "day.json";

    /** {@code indicator,raw,valid}: by every distinct event, and by what the guard left. */
    public static final String INDICATORS = "indicators.csv";

    /** {@code reason,events}: what the guard and the review left out, and for what. */
    public static final String EXCLUSIONS = "exclusions.csv";

    /** {@code hour,records,root}: the log's Merkle root of every hour. */
    public static final String HOURS = "hours.csv";

    /** The bundle, as the rule read it. */
    public static final String INPUTS = "inputs";

    /** What the rule made of it. */
    public static final String PLAN = "plan";

    /** Beside the bundle and the plan, in the order of their names. */
    static final List<String> BESIDE = List.of(CODE, DAY, EXCLUSIONS, HOURS, INDICATORS);

    private PublishedFiles() {}
}
