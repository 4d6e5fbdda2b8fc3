package io.wetoken.settlement.lab;

import io.wetoken.settlement.core.Plan;
import io.wetoken.settlement.core.Rule;
import io.wetoken.settlement.lab.Chart.Drawn;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** The fund over ten years, day after day: what a plan leaves is what the next starts from. */
final class Runway implements Experiment {
    static final int YEAR = 365;
    static final int DAYS = 10 * YEAR;
    private static final int TRAILING = 28;
    private static final int MONTH = 30;

    @Override
    public String name() {
        return "runway";
    }

    @Override
    public String question() {
        return "How long does the fund last, under normal activity and under the most hostile?";
    }

    /** What happens to the community. */
    enum Weather {
        GROWS("ten thousand people become two million"),
        SMALL("five thousand people, for ever"),
        CEILING("hostile: every indicator at its ceiling, more points than there are people"),
        SWINGS("hostile: four quiet weeks lower the median, four inflated ones cash in"),
        CHAOS("hostile: any figures at all, drawn anew every day");

        final String says;

        Weather(String says) {
            this.says = says;
        }

        /** Points of all on this day; the index follows them, but for weathers that forge it. */
        private double points(int day, Random chance) {
            double people = switch (this) {
                case GROWS -> 2e6 / (1 + 199 * StrictMath.exp(-day / 300.0));
                case SMALL -> 5_000;
                case CEILING -> 1e8;
                case SWINGS -> day / TRAILING % 2 == 0 ? 1e6 : 1e8;
                case CHAOS -> chance.nextInt(4) == 0 ? 0 : StrictMath.pow(10, 8 * chance.nextDouble());
            };
            return people * Towns.MEDIAN_POINTS * StrictMath.exp(.1 * chance.nextGaussian());
        }
    }

    /** One day's plan and the money before it. */
    record Day(BigInteger fundBefore, long elasticityBefore, Plan plan) {}

    static List<Day> days(Weather weather, int count, Random chance) {
        List<Day> days = new ArrayList<>();
        Deque<Double> trailing = new ArrayDeque<>();
        BigInteger fund = Towns.FUND;
        BigInteger carry = BigInteger.ZERO;
        BigInteger ads = BigInteger.ZERO;
        long elasticity = Rule.M;
        for (int day = 0; day < count; day++) {
            double points = weather.points(day, chance);
            Town town = town(Math.min(Rule.MAX_COUNT / 10, Math.round(points * Towns.POINT)), chance);
            long today = Math.round(points);
            long median = Math.round(median(trailing, points));
            town.indicators(today, weather == Weather.CEILING ? Math.max(1, today / 10) : median);
            Dials dials = Dials.asDeployed()
                    .money(fund, carry, ads)
                    .previousElasticity(elasticity)
                    .minPayout(BigInteger.ZERO);
            Plan plan = town.pays(dials.params()).plan();
            days.add(new Day(fund, elasticity, plan));
            fund = plan.fundAfter();
            carry = plan.carryAfter();
            ads = plan.adBuybackAfter();
            elasticity = plan.elasticityPpm();
            trailing.addLast(points);
            if (trailing.size() > TRAILING) {
                trailing.removeFirst();
            }
        }
        return days;
    }

    private static Town town(long points, Random chance) {
        Town town = new Town();
        long[] parts = Towns.cut(points, 5, chance);
        town.space("s0", "c0", 500_000).space("s1", "c1", 500_000);
        for (int part = 0; part < parts.length; part++) {
            town.account("p" + part, parts[part]);
            town.affinity("p" + part, "s" + part % 2, parts[part]);
        }
        long left = points / 3;
        return town.creator("c0", 100, left).creator("c1", 90, points - left);
    }

    private static double median(Deque<Double> trailing, double otherwise) {
        return trailing.isEmpty()
                ? otherwise
                : Figures.of(List.copyOf(trailing)).median();
    }

    @Override
    public Report run(Lab lab) {
        Table table = new Table(
                "Share of the fund that is left",
                "weather",
                "1 year",
                "2 years",
                "4 years",
                "7 years",
                "10 years",
                "largest day, million WE",
                "last day, thousand WE");
        List<Drawn> lines = new ArrayList<>();
        double least = 1;
        for (Weather weather : Weather.values()) {
            lab.say("Ten years, " + weather.says);
            List<Day> days = days(weather, DAYS, lab.chance(weather.name()));
            List<Object> row = new ArrayList<>();
            row.add(weather.says);
            for (int year : new int[] {1, 2, 4, 7, 10}) {
                row.add(left(days.get(year * YEAR - 1)));
            }
            row.add(days.stream()
                            .mapToDouble(day -> Income.we(day.plan().pool()))
                            .max()
                            .orElseThrow()
                    / 1e6);
            row.add(Income.we(days.get(DAYS - 1).plan().pool()) / 1e3);
            table.row(row.toArray());
            least = Math.min(least, left(days.get(DAYS - 1)));
            Drawn line = new Drawn(weather.says);
            line.to(0, 1);
            for (int day = MONTH - 1; day < DAYS; day += MONTH) {
                line.to((day + 1) / (double) YEAR, left(days.get(day)));
            }
            lines.add(line);
        }
        return new Report(
                name(),
                question(),
                List.of(Figures.say(
                        "No weather empties it: after ten years of the worst %.1f %% are left. A day never takes more than %d ppm, and a small community not more than its points at the price ceiling.",
                        100 * least, Dials.asDeployed().params().rhoMaxPpm())),
                List.of(table),
                List.of(new Chart(
                        "The fund over ten years",
                        "years",
                        "share left",
                        false,
                        lines.stream().map(Drawn::line).toList())));
    }

    static double left(Day day) {
        return day.plan().fundAfter().doubleValue() / Towns.FUND.doubleValue();
    }
}
