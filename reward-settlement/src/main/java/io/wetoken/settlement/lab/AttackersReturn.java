package io.wetoken.settlement.lab;

import io.wetoken.settlement.core.RewardParams;
import io.wetoken.settlement.lab.Chart.Drawn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A hundred fake accounts among people: what a faked point brings, at which price it is faked, and what the guard takes. */
final class AttackersReturn implements Experiment {
    static final double[] PRICES = {.01, .1, 1};
    static final double[] DETECTION = {0, .5, .8, .9, .95, .99};
    static final double[] COSTS = {.001, .01, .1, .5};
    private static final int FAKES = 100;
    private static final int PEOPLE = 300;
    private static final int CREATORS = 30;

    /** So many people are everybody of the small community in the large one. */
    private static final long LARGE = 5_000;

    @Override
    public String name() {
        return "attacker";
    }

    @Override
    public String question() {
        return "What does faking a point return, over the price of a point, the cost of faking it and what the guard takes?";
    }

    /** What fake accounts do with their points. */
    enum Trick {
        FARM("farm: watches as people do"),
        RING("ring: watches each other");

        private final String says;

        Trick(String says) {
            this.says = says;
        }
    }

    /**
     * WE that come back for a faked point, found or not: the cost of faking above which the attack loses.
     *
     * @param price WE a point, the rule's ceiling
     * @param detected the share of points that the guard takes
     * @param crowd how many are as each honest account is
     */
    static double back(Trick trick, double price, double detected, long crowd, long seed) {
        Random chance = new Random(seed);
        Town town = Towns.people(chance, PEOPLE, CREATORS);
        Town many = crowd == 1 ? town : town.times(crowd);
        long points = Math.round(Towns.MEDIAN_POINTS * Towns.POINT);
        long left = Math.round(points * (1 - detected));
        if (trick == Trick.RING) {
            Towns.ring(many, "a", FAKES, left);
        } else {
            for (int fake = 0; fake < FAKES; fake++) {
                Towns.joins(many, chance, "a" + fake, left);
            }
        }
        BigInteger units = BigDecimal.valueOf(price).scaleByPowerOfTen(12).toBigIntegerExact();
        RewardParams params = Dials.asDeployed()
                .fund(Towns.FUND)
                .price(units)
                .minPayout(BigInteger.ZERO)
                .params();
        Income income = many.pays(params);
        double sum = 0;
        for (int fake = 0; fake < FAKES; fake++) {
            sum += income.we("a" + fake);
        }
        return sum / FAKES / Towns.MEDIAN_POINTS;
    }

    /** What is earned over what is spent, less one: below 0 the attack loses. */
    static double profit(double back, double cost) {
        return back / cost - 1;
    }

    @Override
    public Report run(Lab lab) {
        List<Table> tables = new ArrayList<>();
        List<Drawn> lines = new ArrayList<>();
        for (Trick trick : Trick.values()) {
            lab.say("The return of a " + trick.says);
            Table table = new Table(
                    "Return of a " + trick.says + "; cost of faking a point in WE",
                    "price, WE a point",
                    "guard takes",
                    "comes back a point",
                    "at cost .001",
                    "at .01",
                    "at .1",
                    "at .5");
            for (double price : PRICES) {
                Drawn line = new Drawn(trick.name().toLowerCase(Locale.ROOT) + ", " + price + " WE a point");
                for (double detected : DETECTION) {
                    double back = back(trick, price, detected, 1, lab.seed());
                    List<Object> row = new ArrayList<>(List.of(price, detected, back));
                    for (double cost : COSTS) {
                        row.add(percent(profit(back, cost)));
                    }
                    table.row(row.toArray());
                    line.to(detected, back);
                }
                if (price > .05) {
                    lines.add(line);
                }
            }
            tables.add(table);
        }
        tables.add(kinds(lab));
        double worst = tables.get(2).rows().stream()
                .mapToDouble(row -> (Double) row.get(4))
                .max()
                .orElseThrow();
        double large = back(Trick.RING, 1, 0, LARGE, lab.seed());
        return new Report(
                name(),
                question(),
                List.of(
                        Figures.say(
                                "An attack loses when a point costs more to fake than comes back; the most that comes back behind the guard, of any kind of fraud, is %.3f WE a faked point at the deployed ceiling of 1 WE.",
                                worst),
                        Figures.say(
                                "In a community of %,d people the fund pays less than the ceiling: an unguarded ring gets back %.2f WE a point.",
                                PEOPLE * LARGE, large)),
                tables,
                List.of(new Chart(
                        "What a faked point brings",
                        "share of points that the guard takes",
                        "WE",
                        false,
                        lines.stream().map(Drawn::line).toList())));
    }

    private Table kinds(Lab lab) {
        lab.say("What the guard's benchmark leaves to each kind of fraud");
        Table table = new Table(
                "Behind the guard, by kind, at 1 WE a point: RING as a ring, all others as farms",
                "kind",
                "points a fake day, no guard",
                "points in the end",
                "guard takes",
                "WE back for a faked point",
                "WE a fake day: the most that it may cost");
        for (Map.Entry<String, GuardFigures.Kind> entry : lab.guard().kinds().entrySet()) {
            GuardFigures.Kind kind = entry.getValue();
            Trick trick = entry.getKey().equals(Rings.KIND) ? Trick.RING : Trick.FARM;
            double back = back(trick, 1, Math.max(0, kind.taken()), 1, lab.seed());
            table.row(entry.getKey(), kind.unguarded(), kind.inTheEnd(), kind.taken(), back, back * kind.unguarded());
        }
        return table;
    }

    private static String percent(double share) {
        return Figures.say("%+,d %%", Math.round(100 * share));
    }
}
