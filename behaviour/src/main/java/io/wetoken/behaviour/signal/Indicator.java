package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.Ppm;
import java.util.function.ToLongFunction;

/** The eight indicators of the community's vitality, in the order and with the names of the reward rule. */
public enum Indicator {
    /** Accounts with a valid act. */
    VALID_DAILY_ACTIVE_USERS("validDailyActiveUsers", DayTotals::activeUsers),
    EFFECTIVE_RELEASES("effectiveReleases", DayTotals::effectiveReleases),
    EFFECTIVE_PLAYS("effectivePlays", DayTotals::effectivePlays),
    VALID_LIKES("validLikes", DayTotals::likes),
    VALID_COMMENTS("validComments", DayTotals::comments),
    /** Effective plays an active user, in millionths. */
    AVERAGE_PLAYS("averagePlays", day -> perUser(day.effectivePlays(), day)),
    /** Online minutes an active user, in millionths. */
    AVERAGE_ONLINE_MINUTES("averageOnlineMinutes", day -> perUser(day.onlineMinutes(), day)),
    /** The most active users in one minute. */
    PEAK_CONCURRENT_USERS("peakConcurrentUsers", DayTotals::peakConcurrentUsers);

    private final String wireName;

    @SuppressWarnings("ImmutableEnumChecker") // The functions are method references without state.
    private final ToLongFunction<DayTotals> measure;

    Indicator(String wireName, ToLongFunction<DayTotals> measure) {
        this.wireName = wireName;
        this.measure = measure;
    }

    /** As in {@code indicators.csv}. */
    public String wireName() {
        return wireName;
    }

    public long of(DayTotals day) {
        return measure.applyAsLong(day);
    }

    private static long perUser(long sum, DayTotals day) {
        return day.activeUsers() == 0 ? 0 : Ppm.scale(sum, Ppm.ONE, day.activeUsers());
    }
}
