package io.wetoken.verifier;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What an epoch pays.
 *
 * @param payouts in the order of the accounts
 * @param deferred rows of deferred.csv, without the header
 * @param breakdown rows of breakdown.csv, without the header
 * @param figures of fund.json, in its order
 */
record Plan(List<Payout> payouts, List<String> deferred, List<String> breakdown, Map<String, BigInteger> figures) {
    record Payout(String account, BigInteger amount) {}

    static Plan of(SortedMap<String, Rule.Due> dues, BigInteger minPayout, Map<String, BigInteger> figures) {
        List<Payout> payouts = new ArrayList<>();
        List<String> deferred = new ArrayList<>();
        List<String> breakdown = new ArrayList<>();
        BigInteger paid = BigInteger.ZERO;
        BigInteger left = BigInteger.ZERO;
        for (Map.Entry<String, Rule.Due> due : dues.entrySet()) {
            BigInteger total = due.getValue().total();
            if (total.signum() == 0) {
                continue;
            }
            if (total.compareTo(minPayout) >= 0) {
                payouts.add(new Payout(due.getKey(), total));
                paid = paid.add(total);
            } else {
                deferred.add(due.getKey() + "," + total);
                left = left.add(total);
            }
            breakdown.add(due.getKey() + ","
                    + due.getValue().columns().stream()
                            .map(BigInteger::toString)
                            .collect(Collectors.joining(","))
                    + "," + total);
        }
        Map<String, BigInteger> all = new LinkedHashMap<>(figures);
        all.put("paid", paid);
        all.put("deferredTotal", left);
        return new Plan(payouts, deferred, breakdown, all);
    }

    List<String> payoutsCsv() {
        List<String> rows = new ArrayList<>(List.of("index,account,amount"));
        for (int index = 0; index < payouts.size(); index++) {
            rows.add(index + "," + payouts.get(index).account() + ","
                    + payouts.get(index).amount());
        }
        return rows;
    }

    List<String> deferredCsv() {
        return headed("account,amount", deferred);
    }

    List<String> breakdownCsv() {
        return headed("account,activity,owner,contributor,contribution,disseminator,deferred,total", breakdown);
    }

    BigInteger figure(String name) {
        return figures.getOrDefault(name, BigInteger.ZERO);
    }

    /** What exists after the epoch, with what it paid. */
    BigInteger money() {
        return figure("fundAfter")
                .add(figure("carryAfter"))
                .add(figure("adBuybackAfter"))
                .add(figure("deferredTotal"))
                .add(figure("paid"));
    }

    private static List<String> headed(String header, List<String> rows) {
        List<String> all = new ArrayList<>(List.of(header));
        all.addAll(rows);
        return all;
    }
}
