package io.wetoken.settlement.lab;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.settlement.core.RewardParams;
import java.util.List;
import java.util.Random;

/** Accounts that send one gift to each other every day. The money comes back; what it costs is the transfers, what it earns is credits. */
final class GiftBrushing implements Experiment {
    private static final String KIND = "GIFT_BRUSHING";

    @Override
    public String name() {
        return "gifts";
    }

    @Override
    public String question() {
        return "What may a transfer cost at most before sending gifts in a circle loses?";
    }

    /**
     * @param gifts sent by all members on a day
     * @param points that a member earns by them, after the cap of a person
     * @param perGift WE that a gift earns: what a transfer may cost at most
     * @param guarded the same behind the guard
     */
    record Found(int gifts, double points, double perGift, double guarded) {}

    /** The amount of a gift is no argument: a credit is flat. */
    static Found found(int members, double taken, Random chance) {
        ActivityRules rules = ActivityRules.reference();
        long cap = Math.round(rules.person().capMedians() * Towns.MEDIAN_POINTS * Towns.POINT);
        long points = Math.min(cap, (members - 1) * rules.weights().transfer());
        Town town = Towns.people(chance, 300, 30);
        int gifts = members * (members - 1);
        return new Found(
                gifts,
                points / (double) Towns.POINT,
                all(town, members, points) / gifts,
                all(town, members, Math.round(points * (1 - taken))) / gifts);
    }

    private static double all(Town town, int members, long points) {
        RewardParams params = Dials.asDeployed().fund(Towns.FUND).params();
        Town brushed = town.copy();
        Towns.ring(brushed, "a", members, points);
        Income income = brushed.pays(params);
        double sum = 0;
        for (int member = 0; member < members; member++) {
            sum += income.we("a" + member);
        }
        return sum;
    }

    @Override
    public Report run(Lab lab) {
        Random chance = lab.chance(name());
        GuardFigures.Kind kind = lab.guard().kinds().get(KIND);
        double taken = kind == null ? 0 : kind.taken();
        Table table = new Table(
                "What a gift in a circle earns, WE; its amount changes nothing",
                "members",
                "gifts a day",
                "points a member",
                "WE a gift",
                "WE a gift behind the guard");
        Found last = new Found(0, 0, 0, 0);
        double most = 0;
        for (int members : new int[] {2, 5, 10, 20, 40, 80}) {
            last = found(members, taken, chance);
            most = Math.max(most, last.perGift());
            table.row(members, last.gifts(), last.points(), last.perGift(), last.guarded());
        }
        return new Report(
                name(),
                question(),
                List.of(
                        Figures.say(
                                "A gift of any amount earns one credit: at most %.2f WE, so a circle loses when a transfer costs more; the cap of a person stops it at %.1f points a member.",
                                most, last.points()),
                        Figures.say("The guard takes %.1f %% of its points.", 100 * taken)),
                List.of(table),
                List.of());
    }
}
