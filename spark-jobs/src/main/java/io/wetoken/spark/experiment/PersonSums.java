package io.wetoken.spark.experiment;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.spark.core.Outcome;
import java.io.Serializable;

/**
 * What one person was shown in an arm, and did with it. Whoever got a page counts, also who looked at none of it.
 *
 * @param seen places that came before their eyes; all others but {@code hides} are of these
 * @param plays that were effective
 * @param taken places that were played effectively, liked, commented or shared
 * @param hides how often they muted, blocked or dismissed something, wherever they did it
 * @param fresh places that were given to what or who is new
 * @param usualTaken of {@code taken}, those that the usual order picked; {@code otherTaken} the other one, on interleaved pages
 */
public record PersonSums(
        String arm,
        String account,
        long seen,
        double watchSeconds,
        long plays,
        long likes,
        long taken,
        long skips,
        long reports,
        long hides,
        long fresh,
        long usualTaken,
        long otherTaken)
        implements Serializable {
    private static final double SECOND_MS = 1_000;

    /**
     * Of one place.
     *
     * @param team USUAL, OTHER, or null where nobody drafted
     */
    public static PersonSums of(String arm, String account, String policy, String team, Outcome outcome) {
        if (!outcome.seen()) {
            return none(arm, account);
        }
        int taken = one(outcome.taken());
        return new PersonSums(
                arm,
                account,
                1,
                outcome.watchMs() / SECOND_MS,
                one(outcome.watched()),
                one(outcome.did(EventKind.LIKE)),
                taken,
                one(outcome.did(EventKind.SKIP)),
                one(outcome.did(EventKind.REPORT)),
                0,
                one(policy.equals("explore") || policy.equals("newcomer")),
                "USUAL".equals(team) ? taken : 0,
                "OTHER".equals(team) ? taken : 0);
    }

    /** Of somebody who got a page. */
    public static PersonSums none(String arm, String account) {
        return hides(arm, account, 0);
    }

    /** Of somebody who hid something that often. */
    public static PersonSums hides(String arm, String account, long times) {
        return new PersonSums(arm, account, 0, 0, 0, 0, 0, 0, 0, times, 0, 0, 0);
    }

    private static int one(boolean is) {
        return is ? 1 : 0;
    }

    /** Of the same person and arm. */
    public PersonSums plus(PersonSums other) {
        return new PersonSums(
                arm,
                account,
                seen + other.seen,
                watchSeconds + other.watchSeconds,
                plays + other.plays,
                likes + other.likes,
                taken + other.taken,
                skips + other.skips,
                reports + other.reports,
                hides + other.hides,
                fresh + other.fresh,
                usualTaken + other.usualTaken,
                otherTaken + other.otherTaken);
    }
}
