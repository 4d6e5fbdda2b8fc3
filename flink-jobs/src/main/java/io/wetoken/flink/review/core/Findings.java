package io.wetoken.flink.review.core;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What speaks against whom: account to reason code to evidence, a sentence for people. */
public final class Findings {
    private final SortedMap<String, SortedMap<String, String>> byAccount = new TreeMap<>();

    /** The first evidence for a code stands. */
    void against(AccountDay account, String code, String evidence, Object... of) {
        against(account.account(), code, String.format(Locale.ROOT, evidence, of));
    }

    /** The first evidence for a code stands. */
    public void against(String account, String code, String evidence) {
        byAccount.computeIfAbsent(account, none -> new TreeMap<>()).putIfAbsent(code, evidence);
    }

    /** Codes with their evidence; empty when nothing was found. */
    public SortedMap<String, String> of(String account) {
        return Collections.unmodifiableSortedMap(byAccount.getOrDefault(account, Collections.emptySortedMap()));
    }

    public SortedMap<String, SortedMap<String, String>> all() {
        return Collections.unmodifiableSortedMap(byAccount);
    }
}
