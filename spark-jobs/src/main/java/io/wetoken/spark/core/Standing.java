package io.wetoken.spark.core;

import io.wetoken.behaviour.Ppm;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Base of creators, REWARD.md "base": five dimensions against the community's median, then the better of the recent window and 80 % of the long one.
 *
 * <p>The rule speaks of daily means. Creator and median are divided by the same number of days, so sums over the window give the same ratios, without a
 * second rounding. A median is taken over the creators with a positive figure, for most accounts never create anything and the median of all would be
 * nothing; of an even number, the mean of the middle two, floored. A dimension of two figures is their mean, floored.
 */
public final class Standing {
    private final ContributionRules.Base rules;
    private final Collection<Figures> community;
    private final Map<String, Long> medians = new TreeMap<>();

    private Standing(ContributionRules.Base rules, Collection<Figures> community) {
        this.rules = rules;
        this.community = community;
    }

    /** @return micro-units by creator, 0..{@code capMedians}·10⁶ */
    public static SortedMap<String, Long> of(Map<String, CreatorFigures> creators, ContributionRules.Base rules) {
        Standing recent = new Standing(
                rules, creators.values().stream().map(CreatorFigures::recent).toList());
        Standing all = new Standing(
                rules, creators.values().stream().map(CreatorFigures::all).toList());
        TreeMap<String, Long> bases = new TreeMap<>();
        creators.forEach((creator, figures) -> bases.put(
                creator,
                Math.max(recent.score(figures.recent()), Ppm.of(all.score(figures.all()), rules.memoryPpm()))));
        return Collections.unmodifiableSortedMap(bases);
    }

    private long score(Figures of) {
        if (of.equals(Figures.NONE)) {
            return 0;
        }
        long creation =
                mean(relative("releases", Figures::releases, of), relative("releaseMs", Figures::releaseMs, of));
        long play = mean(relative("plays", Figures::plays, of), relative("completion", Figures::completion, of));
        long interactive = relative("interaction", Figures::interaction, of);
        long fan = mean(relative("followers", Figures::followers, of), relative("returning", Figures::returning, of));
        return Math.floorDiv(
                rules.creation() * creation
                        + rules.vertical() * rules.verticalPpm()
                        + rules.play() * play
                        + rules.interactive() * interactive
                        + rules.fan() * fan,
                Ppm.ONE);
    }

    private static long mean(long left, long right) {
        return (left + right) / 2;
    }

    private long relative(String name, ToLongFunction<Figures> figure, Figures of) {
        long median = medians.computeIfAbsent(name, any -> median(figure));
        long most = rules.capMedians() * Ppm.ONE;
        long value = figure.applyAsLong(of);
        if (value == 0) {
            return 0;
        }
        return value / rules.capMedians() >= median ? most : Ppm.scale(value, Ppm.ONE, median);
    }

    private long median(ToLongFunction<Figures> figure) {
        long[] sorted = community.stream()
                .mapToLong(figure)
                .filter(value -> value > 0)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return 0;
        }
        long low = sorted[(sorted.length - 1) / 2];
        long high = sorted[sorted.length / 2];
        return low + (high - low) / 2;
    }
}
