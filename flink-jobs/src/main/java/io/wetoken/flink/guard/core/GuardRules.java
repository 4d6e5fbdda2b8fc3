package io.wetoken.flink.guard.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every rule there is. To add one: one class and one line here. */
public final class GuardRules {
    /** The thresholds in force. */
    public static final GuardConfig CONFIG = GuardConfig.reference();

    public static final List<GuardRule<?>> ALL = distinct(List.of(
            new Rate(CONFIG.rate()),
            new DayRate(CONFIG.rate()),
            new WallTime(CONFIG.watch()),
            new DayWatch(CONFIG.watch()),
            new ParallelPlays(CONFIG.watch()),
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
