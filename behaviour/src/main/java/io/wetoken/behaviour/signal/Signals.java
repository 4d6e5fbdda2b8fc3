package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.ActivityRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every signal there is. To add one: one class and one line here. */
public final class Signals {
    private static final ActivityRules RULES = ActivityRules.reference();

    /** By account and day. */
    public static final Signal<Presence> PRESENCE = new PresenceSignal(RULES.effective());
    /** By account and day. */
    public static final Signal<Deeds> DEEDS = new DeedsSignal(RULES.effective(), RULES.limits());
    /** By content, over all days. */
    public static final Signal<Heat> HEAT = new HeatSignal(RULES.effective(), RULES.trend());
    /** By content, over all days. */
    public static final Signal<ContentFigures> CONTENT_FIGURES = new ContentFiguresSignal(RULES.effective());

    public static final List<Signal<?>> ALL = distinct(List.of(PRESENCE, DEEDS, HEAT, CONTENT_FIGURES));

    private Signals() {}

    static List<Signal<?>> distinct(List<Signal<?>> signals) {
        Set<String> names = new HashSet<>();
        for (Signal<?> signal : signals) {
            if (!names.add(signal.name())) {
                throw new IllegalStateException("Two signals are named '" + signal.name() + "'");
            }
        }
        return signals;
    }
}
