package io.wetoken.settlement.bundle;

import java.util.List;

/** The names of what a bundle and a plan consist of, and the headers of the CSV files. */
public final class BundleFiles {
    public static final String PARAMS = "params.json";
    public static final String INDICATORS = "indicators.csv";
    public static final String ACTIVITY = "activity.csv";
    public static final String AFFINITY = "affinity.csv";
    public static final String SPACES = "spaces.csv";
    public static final String CONTRIBUTION = "contribution.csv";
    public static final String REFERRALS = "referrals.csv";
    public static final String DEFERRED = "deferred.csv";
    public static final String PAYOUTS = "payouts.csv";
    public static final String BREAKDOWN = "breakdown.csv";
    public static final String FUND = "fund.json";

    /** What the scores consist of, ready for the bundle. */
    public static final List<String> SCORES = List.of(INDICATORS, ACTIVITY, AFFINITY, SPACES, CONTRIBUTION, REFERRALS);

    public static final List<String> INPUTS =
            List.of(PARAMS, INDICATORS, ACTIVITY, AFFINITY, SPACES, CONTRIBUTION, REFERRALS, DEFERRED);

    public static final List<String> PLAN = List.of(PAYOUTS, DEFERRED, BREAKDOWN, FUND);

    public static final String DEFERRED_HEADER = "account,amount";

    private BundleFiles() {}
}
