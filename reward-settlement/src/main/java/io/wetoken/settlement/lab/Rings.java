package io.wetoken.settlement.lab;

import io.wetoken.settlement.core.RewardParams;
import io.wetoken.settlement.lab.Chart.Drawn;
import java.util.List;
import java.util.Random;

/** Accounts that watch and promote nobody but each other, beside as many that do as much for others. */
final class Rings implements Experiment {
    static final String KIND = "RING";
    private static final int PEOPLE = 300;
    private static final int CREATORS = 30;

    @Override
    public String name() {
        return "rings";
    }

    @Override
    public String question() {
        return "What does a reciprocal ring earn for a point, and what is left of it behind the guard?";
    }

    /** WE for each point that members spend time on, whatever of it counts. */
    record Earned(double honest, double ring, double guarded) {
        double gain() {
            return ring / honest;
        }
    }

    /** @param taken the share of a ring's points that the guard takes */
    static Earned earned(int members, double taken, Random chance) {
        Town town = Towns.people(chance, PEOPLE, CREATORS);
        RewardParams params = Dials.asDeployed().fund(Towns.FUND).params();
        long points = Math.round(Towns.MEDIAN_POINTS * Towns.POINT);
        Town honest = town.copy();
        for (int member = 0; member < members; member++) {
            Towns.joins(honest, chance, "a" + member, points);
        }
        return new Earned(
                perPoint(honest, members, points, params),
                perPoint(ringed(town, members, points), members, points, params),
                perPoint(ringed(town, members, Math.round(points * (1 - taken))), members, points, params));
    }

    private static Town ringed(Town town, int members, long points) {
        Town ringed = town.copy();
        Towns.ring(ringed, "a", members, points);
        return ringed;
    }

    private static double perPoint(Town town, int members, long points, RewardParams params) {
        Income income = town.pays(params);
        double sum = 0;
        for (int member = 0; member < members; member++) {
            sum += income.we("a" + member);
        }
        return sum / (members * (double) points / Towns.POINT);
    }

    @Override
    public Report run(Lab lab) {
        Random chance = lab.chance(name());
        double taken = taken(lab.guard());
        Table table = new Table(
                Figures.say("WE for a point; %d people, the price ceiling is 1 WE a point", PEOPLE),
                "members",
                "honest",
                "ring",
                "ring over honest",
                "ring behind the guard",
                "guarded over honest");
        Drawn ring = new Drawn("ring");
        Drawn honest = new Drawn("honest");
        Drawn guarded = new Drawn("ring behind the guard");
        Earned last = new Earned(1, 1, 1);
        for (int members : new int[] {2, 3, 5, 10, 20, 50, 100}) {
            last = earned(members, taken, chance);
            table.row(members, last.honest(), last.ring(), last.gain(), last.guarded(), last.guarded() / last.honest());
            honest.to(members, last.honest());
            ring.to(members, last.ring());
            guarded.to(members, last.guarded());
        }
        return new Report(
                name(),
                question(),
                List.of(
                        Figures.say(
                                "The rule alone cannot close it: a ring takes back what others give away, %.2f times the honest income for the same time. The price ceiling, 1 WE a point, holds for it too.",
                                last.gain()),
                        Figures.say(
                                "The guard takes %.1f %% of a ring's points; what is left earns %.3f of the honest income for the time that it costs.",
                                100 * taken, last.guarded() / last.honest())),
                List.of(table),
                List.of(new Chart(
                        "A ring's income",
                        "members",
                        "WE a point",
                        true,
                        List.of(honest.line(), ring.line(), guarded.line()))));
    }

    private static double taken(GuardFigures guard) {
        GuardFigures.Kind kind = guard.kinds().get(KIND);
        return kind == null ? 0 : kind.taken();
    }
}
