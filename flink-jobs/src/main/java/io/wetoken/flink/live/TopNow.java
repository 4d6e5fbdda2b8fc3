package io.wetoken.flink.live;

import io.wetoken.behaviour.AccountId;
import io.wetoken.store.Tallies;
import io.wetoken.store.Tallies.Ranked;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Creators who may lead on a day, with their effective plays; in types that travel, so in no order. */
public record TopNow(String epoch, Map<String, Long> plays) {
    private static final Comparator<Ranked> ORDER =
            Comparator.comparingLong(Ranked::plays).reversed().thenComparing(Ranked::creator);

    /** The most plays first, at most {@link Tallies#MAX_TOP}. */
    List<Ranked> top() {
        return top(plays);
    }

    static List<Ranked> top(Map<String, Long> plays) {
        return plays.entrySet().stream()
                .map(each -> new Ranked(new AccountId(each.getKey()), each.getValue()))
                .sorted(ORDER)
                .limit(Tallies.MAX_TOP)
                .toList();
    }
}
