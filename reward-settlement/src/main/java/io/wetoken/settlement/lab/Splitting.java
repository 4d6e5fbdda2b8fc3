package io.wetoken.settlement.lab;

import io.wetoken.settlement.core.Plan.Column;
import io.wetoken.settlement.core.RewardParams;
import io.wetoken.settlement.lab.Town.Account;
import io.wetoken.settlement.lab.Town.Affinity;
import io.wetoken.settlement.lab.Town.Creator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One account as several, and several as one. */
final class Splitting implements Experiment {
    static final int TRIES = 60;
    private static final int TOWNS = 500;
    private static final int CREATOR_TOWNS = 200;

    @Override
    public String name() {
        return "splitting";
    }

    @Override
    public String question() {
        return "What does it gain to be several accounts, or to be one where one was several?";
    }

    /**
     * What one account's activity earns more as {@code parts}, in base units; merging them gains what this loses.
     *
     * @param bound parts · (1 + number of spaces): the rounding that the rule allows
     */
    record Activity(BigInteger gain, long bound) {}

    static Activity activity(Random chance) {
        Town whole = Towns.people(chance, 10 + chance.nextInt(30), 1 + chance.nextInt(5));
        Account chosen = whole.accounts.get(chance.nextInt(whole.accounts.size()));
        int parts = 2 + chance.nextInt(9);
        Town split = whole.copy();
        split.accounts.remove(chosen);
        long[] points = new long[parts];
        long spent = 0;
        for (Affinity affinity : whole.affinities) {
            if (affinity.account().equals(chosen.id())) {
                split.affinities.remove(affinity);
                long[] cut = Towns.cut(affinity.points(), parts, chance);
                spent += affinity.points();
                for (int part = 0; part < parts; part++) {
                    points[part] += cut[part];
                    split.affinity(part(chosen.id(), part), affinity.space(), cut[part]);
                }
            }
        }
        points[0] += chosen.points() - spent;
        // The ceiling would make every share a whole number; what is left of a pool that the fund limits is rounded.
        RewardParams params = Dials.asDeployed()
                .fund(Towns.FUND)
                .price(BigInteger.TEN.pow(24))
                .params();
        BigInteger one = whole.pays(params).byActivity(chosen.id());
        for (int part = 0; part < parts; part++) {
            split.account(part(chosen.id(), part), points[part]);
        }
        Income income = split.pays(params);
        BigInteger many = BigInteger.ZERO;
        for (int part = 0; part < parts; part++) {
            many = many.add(income.byActivity(part(chosen.id(), part)));
        }
        return new Activity(many.subtract(one), parts * (1L + whole.spaces.size()));
    }

    /**
     * Income of a creator in parts over its income as one, for each try.
     *
     * @param standingToo whether standing is divided with what is promoted; otherwise every part keeps the whole's
     */
    static List<Double> creator(Random chance, boolean standingToo) {
        Town whole = Towns.creators(chance, 40);
        Creator chosen = whole.creators.get(chance.nextInt(whole.creators.size()));
        RewardParams params = deployed();
        double one = whole.pays(params).of(chosen.id(), Column.CONTRIBUTION).doubleValue();
        List<Double> ratios = new ArrayList<>();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int parts = 2 + chance.nextInt(4);
            Town split = whole.copy();
            split.creators.remove(chosen);
            long[] promotion = Towns.cut(chosen.promotion(), parts, chance);
            for (int part = 0; part < parts; part++) {
                long base = standingToo
                        ? Math.max(1, Math.round((double) chosen.base() * promotion[part] / chosen.promotion()))
                        : chosen.base();
                split.creator(part(chosen.id(), part), base, promotion[part]);
            }
            Income income = split.pays(params);
            double many = 0;
            for (int part = 0; part < parts; part++) {
                many += income.of(part(chosen.id(), part), Column.CONTRIBUTION).doubleValue();
            }
            ratios.add(many / one);
        }
        return ratios;
    }

    private static RewardParams deployed() {
        return Dials.asDeployed().fund(Towns.FUND).params();
    }

    private static String part(String id, int part) {
        return id + "-" + part;
    }

    @Override
    public Report run(Lab lab) {
        Random chance = lab.chance(name());
        lab.say("Splitting accounts in " + TOWNS + " communities");
        List<Double> units = new ArrayList<>();
        List<Double> ofBound = new ArrayList<>();
        for (int town = 0; town < TOWNS; town++) {
            Activity found = activity(chance);
            units.add(found.gain().abs().doubleValue());
            ofBound.add(found.gain().abs().doubleValue() / found.bound());
        }
        Figures gains = Figures.of(units);
        Table activity = new Table(
                "Activity: gain or loss of splitting (and, turned round, of merging), base units (1 WE = 10^18)",
                "communities",
                "mean",
                "largest",
                "largest over k(1 + spaces)");
        activity.row(TOWNS, gains.mean(), gains.max(), Figures.of(ofBound).max());

        Table contribution = new Table(
                "Contribution: income of a creator in 2 to 5 parts over its income as one",
                "standing of the parts",
                "creators",
                "mean of all tries",
                "best of " + TRIES + " tries, mean",
                "best of " + TRIES + " tries, 95 %",
                "best of " + TRIES + " tries, largest");
        Figures best = null;
        Figures all = null;
        for (boolean standingToo : new boolean[] {true, false}) {
            lab.say("Splitting creators, standing " + (standingToo ? "divided" : "kept"));
            List<Double> every = new ArrayList<>();
            List<Double> bests = new ArrayList<>();
            for (int town = 0; town < CREATOR_TOWNS; town++) {
                List<Double> ratios = creator(chance, standingToo);
                every.addAll(ratios);
                bests.add(Figures.of(ratios).max());
            }
            Figures these = Figures.of(bests);
            Figures means = Figures.of(every);
            contribution.row(
                    standingToo ? "divided with promotion" : "kept by each",
                    CREATOR_TOWNS,
                    means.mean(),
                    these.mean(),
                    these.high(),
                    these.max());
            best = standingToo ? these : best;
            all = standingToo ? means : all;
        }
        return new Report(
                name(),
                question(),
                List.of(
                        Figures.say(
                                "Splitting or merging accounts moves at most %.0f base units, and never more than k(1 + spaces): neutral.",
                                gains.max()),
                        Figures.say(
                                "A creator in parts earns %.4f times as much in the mean; whoever knew the day beforehand and tried %d ways would earn %.4f in the mean, %.4f at most.",
                                all.mean(), TRIES, best.mean(), best.max())),
                List.of(activity, contribution),
                List.of());
    }
}
