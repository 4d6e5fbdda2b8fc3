package io.wetoken.settlement.lab;

import io.wetoken.settlement.core.Plan.Column;
import io.wetoken.settlement.core.RewardParams;
import io.wetoken.settlement.lab.Town.Creator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A creator who places its standing beside whom it beats. */
final class Sniping implements Experiment {
    static final int TRIES = 60;
    private static final int TOWNS = 300;

    @Override
    public String name() {
        return "sniping";
    }

    @Override
    public String question() {
        return "What would a creator gain who moves its standing a little to choose its neighbour in the duel?";
    }

    /** Income over the income at its own standing: in the mean of all places, and at the best of them, which nobody knows beforehand. */
    record Found(double blind, double hindsight) {}

    /** @param room by how much standing may be moved, up and down */
    static Found found(Random chance, double room) {
        Town town = Towns.creators(chance, 40);
        int chosen = chance.nextInt(town.creators.size());
        Creator own = town.creators.get(chosen);
        RewardParams params = Dials.asDeployed().fund(Towns.FUND).params();
        double before = income(town, own.id(), params);
        double sum = 0;
        double best = before;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double factor = 1 - room + 2 * room * attempt / (TRIES - 1);
            town.creators.set(
                    chosen, new Creator(own.id(), Math.max(1, Math.round(own.base() * factor)), own.promotion()));
            double after = income(town, own.id(), params);
            sum += after;
            best = Math.max(best, after);
        }
        return new Found(sum / TRIES / before, best / before);
    }

    private static double income(Town town, String id, RewardParams params) {
        return town.pays(params).of(id, Column.CONTRIBUTION).doubleValue();
    }

    /** What the rule lets anybody gain by a duel: from losing all of the stake to winning all of it. */
    static double ceiling() {
        double stake = Dials.asDeployed().params().duelStakePpm() / 1e6;
        return (1 + stake) / (1 - stake);
    }

    @Override
    public Report run(Lab lab) {
        Random chance = lab.chance(name());
        Table table = new Table(
                Figures.say("Income over the income at one's own standing, %d communities of 40 creators", TOWNS),
                "standing moved by up to",
                "blind, mean",
                "hindsight, mean",
                "hindsight, 95 %",
                "hindsight, largest");
        String said = "";
        for (double room : new double[] {.01, .05, .2}) {
            lab.say("Sniping within " + room);
            List<Double> blind = new ArrayList<>();
            List<Double> hindsight = new ArrayList<>();
            for (int town = 0; town < TOWNS; town++) {
                Found found = found(chance, room);
                blind.add(found.blind());
                hindsight.add(found.hindsight());
            }
            Figures best = Figures.of(hindsight);
            table.row(room, Figures.of(blind).mean(), best.mean(), best.high(), best.max());
            said = Figures.say(
                    "Moving one's standing by up to a fifth gains %.4f without knowing the others' day, %.4f in the mean with hindsight and at most %.3f; the rule's ceiling is %.2f.",
                    Figures.of(blind).mean(), best.mean(), best.max(), ceiling());
        }
        return new Report(name(), question(), List.of(said), List.of(table), List.of());
    }
}
