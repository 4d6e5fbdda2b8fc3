package io.wetoken.settlement.core;

import java.util.Arrays;
import java.util.Optional;

/** The eight indicators of the index, in the order of the rule. */
public enum VitalityIndicator {
    VALID_DAILY_ACTIVE_USERS("validDailyActiveUsers"),
    EFFECTIVE_RELEASES("effectiveReleases"),
    EFFECTIVE_PLAYS("effectivePlays"),
    VALID_LIKES("validLikes"),
    VALID_COMMENTS("validComments"),
    AVERAGE_PLAYS("averagePlays"),
    AVERAGE_ONLINE_MINUTES("averageOnlineMinutes"),
    PEAK_CONCURRENT_USERS("peakConcurrentUsers");

    private final String key;

    VitalityIndicator(String key) {
        this.key = key;
    }

    /** Its name in {@code indicators.csv} and {@code params.json}. */
    public String key() {
        return key;
    }

    public static Optional<VitalityIndicator> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
    }
}
