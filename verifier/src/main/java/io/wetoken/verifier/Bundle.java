package io.wetoken.verifier;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the rule reads of an epoch, checked as REWARD.md "Inputs" says.
 *
 * @param today by indicator
 * @param baseline by indicator
 * @param activity points by account
 * @param affinity points by space, then by account
 * @param spaces by id
 * @param creators by id
 * @param referrals points by creator, then by disseminator
 * @param deferred amounts by account
 */
record Bundle(
        Params params,
        Map<String, BigInteger> today,
        Map<String, BigInteger> baseline,
        SortedMap<String, BigInteger> activity,
        SortedMap<String, SortedMap<String, BigInteger>> affinity,
        SortedMap<String, Space> spaces,
        SortedMap<String, Creator> creators,
        SortedMap<String, SortedMap<String, BigInteger>> referrals,
        SortedMap<String, BigInteger> deferred) {

    record Space(String owner, BigInteger ownerSharePpm) {}

    record Creator(String id, BigInteger base, BigInteger promotion, BigInteger disseminatorSharePpm) {}

    /** Where the files of a bundle are. */
    interface Files {
        /** @throws Refused when it is missing, beginning with its name */
        byte[] read(String name) throws IOException;
    }

    /** @throws Refused as the rule refuses a bundle */
    static Bundle read(Files files) throws IOException {
        Params params = Params.of(new String(files.read(Params.FILE), StandardCharsets.UTF_8));
        Bundle bundle = new Bundle(
                params,
                new HashMap<>(),
                new HashMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
        bundle.readIndicators(files);
        bundle.readActivity(files);
        bundle.readSpaces(files);
        bundle.readAffinity(files);
        bundle.readContribution(files);
        bundle.readReferrals(files);
        bundle.readDeferred(files);
        return bundle;
    }

    /** What exists before the epoch is planned: fund, carry, advertisers' money and what is deferred. */
    BigInteger money() {
        return deferred.values().stream()
                .reduce(params.get("fund").add(params.get("carry")).add(params.get("adBuyback")), BigInteger::add);
    }

    private void readIndicators(Files files) throws IOException {
        String name = "indicators.csv";
        Csv.of(name, "indicator,today,baseline", files.read(name)).read(1, row -> {
            String indicator = row.cells().get(0);
            if (!Params.INDICATORS.contains(indicator)) {
                throw row.refused("unknown indicator '" + indicator + "'");
            }
            today.put(indicator, row.count(1));
            baseline.put(indicator, row.count(2));
        });
        List<String> missing = new ArrayList<>(Params.INDICATORS);
        missing.removeAll(today.keySet());
        if (!missing.isEmpty()) {
            throw new Refused(name, "the indicator '" + missing.get(0) + "' is missing");
        }
    }

    private void readActivity(Files files) throws IOException {
        String name = "activity.csv";
        Csv.of(name, "account,points", files.read(name)).read(1, row -> activity.put(row.id(0), row.count(1)));
    }

    private void readSpaces(Files files) throws IOException {
        String name = "spaces.csv";
        Csv.of(name, "space,owner,ownerSharePpm", files.read(name))
                .read(1, row -> spaces.put(row.id(0), new Space(row.id(1), row.ppm(2))));
    }

    private void readAffinity(Files files) throws IOException {
        String name = "affinity.csv";
        Map<String, BigInteger> sums = new HashMap<>();
        Csv.of(name, "account,space,points", files.read(name)).read(2, row -> {
            String account = row.id(0);
            Space space = spaces.get(row.id(1));
            BigInteger points = row.count(2);
            BigInteger all = activity.get(account);
            if (all == null) {
                throw row.refused("'" + account + "' has no row in activity.csv");
            }
            if (space == null) {
                throw row.refused("unknown space '" + row.id(1) + "'");
            }
            if (space.owner().equals(account)) {
                throw row.refused("'" + row.id(1) + "' is the own space of '" + account + "'");
            }
            BigInteger sum = sums.merge(account, points, BigInteger::add);
            if (sum.compareTo(all) > 0) {
                throw row.refused("the affinity of '" + account + "' sums to " + sum + ", above its points " + all);
            }
            affinity.computeIfAbsent(row.id(1), none -> new TreeMap<>()).put(account, points);
        });
    }

    private void readContribution(Files files) throws IOException {
        String name = "contribution.csv";
        Csv.of(name, "creator,base,promotion,disseminatorSharePpm", files.read(name))
                .read(
                        1,
                        row -> creators.put(row.id(0), new Creator(row.id(0), row.count(1), row.count(2), row.ppm(3))));
    }

    private void readReferrals(Files files) throws IOException {
        String name = "referrals.csv";
        Map<String, BigInteger> sums = new HashMap<>();
        Csv.of(name, "creator,disseminator,points", files.read(name)).read(2, row -> {
            Creator creator = creators.get(row.id(0));
            String disseminator = row.id(1);
            BigInteger points = row.count(2);
            if (creator == null) {
                throw row.refused("unknown creator '" + row.id(0) + "'");
            }
            if (creator.id().equals(disseminator)) {
                throw row.refused("'" + disseminator + "' refers itself");
            }
            BigInteger sum = sums.merge(creator.id(), points, BigInteger::add);
            if (sum.compareTo(creator.promotion()) > 0) {
                throw row.refused("the referrals of '" + creator.id() + "' sum to " + sum + ", above its promotion "
                        + creator.promotion());
            }
            referrals.computeIfAbsent(creator.id(), none -> new TreeMap<>()).put(disseminator, points);
        });
    }

    private void readDeferred(Files files) throws IOException {
        String name = "deferred.csv";
        Csv.of(name, "account,amount", files.read(name)).read(1, row -> deferred.put(row.id(0), row.amount(1)));
        if (money().compareTo(Params.SUPPLY) > 0) {
            throw new Refused(
                    Params.FILE,
                    "fund, carry, adBuyback and what is deferred sum to " + money() + ", above the supply "
                            + Params.SUPPLY);
        }
    }
}
