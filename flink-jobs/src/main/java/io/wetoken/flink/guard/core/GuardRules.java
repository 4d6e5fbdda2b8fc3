package io.wetoken.flink.guard.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Every rule there is. To add one: one class and one line here. */
public final class GuardRules {
    /** The thresholds in force. */
    public static final GuardConfig CONFIG = GuardConfig.reference();

    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    public static final List<GuardRule<?>> ALL = distinct(List.of(
            new Rate(CONFIG.rate()),
            new DayRate(CONFIG.rate()),
            new WallTime(CONFIG.watch()),
            new DayWatch(CONFIG.watch()),
            new ParallelPlays(CONFIG.watch()),
            new TokenFault(
                    "TOKEN_FORGED",
                    "a served-item token that the site did not make, or made with a key that is no more",
                    Token.Standing.FORGED,
                    Token.Standing.UNKNOWN_KEY),
            new TokenFault(
                    "TOKEN_FOREIGN",
                    "a served-item token for another account, content, page or place",
                    Token.Standing.FOREIGN),
            new TokenFault(
                    "TOKEN_EXPIRED",
                    "a served-item token of over " + CONFIG.tokens().lifetimeMs() / DAY_MS + " days ago",
                    Token.Standing.EXPIRED),
            new TokenFault(
                    "TOKEN_MISSING",
                    "a page of a feed is named without the token that came with it",
                    Token.Standing.MISSING),
            new TokenReplayed(CONFIG.tokens()),
            new TokensNeverServed(CONFIG.tokens()),
            new DevicePlays(CONFIG.watch()),
            new DeviceAccounts(CONFIG.device()),
            new AddressAccounts(CONFIG.address())));

    private GuardRules() {}

    public static List<GuardRule<?>> of(Dimension dimension) {
        return ALL.stream().filter(rule -> rule.dimension() == dimension).toList();
    }

    static List<GuardRule<?>> distinct(List<GuardRule<?>> rules) {
        Set<String> codes = new HashSet<>();
        for (GuardRule<?> rule : rules) {
            if (!codes.add(rule.code())) {
                throw new IllegalStateException("Two rules have the code '" + rule.code() + "'");
            }
        }
        return rules;
    }
}
