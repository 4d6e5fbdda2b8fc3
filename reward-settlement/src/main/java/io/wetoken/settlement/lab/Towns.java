package io.wetoken.settlement.lab;

import io.wetoken.settlement.core.Rule;
import io.wetoken.settlement.lab.Town.Affinity;
import io.wetoken.settlement.lab.Town.Creator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up communities: few are very active, few are very popular, and standing follows what others valued, with noise. */
final class Towns {
    /** Micro-points of a point. */
    static final long POINT = 1_000_000;

    /** Points of an honest account's day in the median; the guard's benchmark found it. */
    static final double MEDIAN_POINTS = 8.6;

    /** The ecological incentive fund: 40 % of the supply. */
    static final BigInteger FUND = Rule.SUPPLY.multiply(BigInteger.valueOf(4)).divide(BigInteger.TEN);

    private static final double SPREAD = .8;
    private static final double STANDING_NOISE = .3;

    private Towns() {}

    /** People {@code p…} who watch the spaces {@code s…} of creators {@code c…}; every point that is earned promotes somebody. */
    static Town people(Random chance, int people, int creators) {
        Town town = new Town();
        long[] promotion = new long[creators];
        for (int c = 0; c < creators; c++) {
            town.space(space(c), creator(c), 200_000 + chance.nextInt(600_001));
        }
        for (int p = 0; p < people; p++) {
            String id = "p" + p;
            long points = Math.round(POINT * MEDIAN_POINTS * StrictMath.exp(SPREAD * chance.nextGaussian()));
            town.account(id, points);
            watches(town, chance, id, points, promotion);
        }
        for (int c = 0; c < creators; c++) {
            town.creator(creator(c), standing(chance, promotion[c]), promotion[c]);
        }
        return town;
    }

    /** Divides an account's points over one to five spaces; what creators are promoted by is added to {@code promotion}. */
    private static void watches(Town town, Random chance, String id, long points, long[] promotion) {
        int spaces = Math.min(promotion.length, 1 + chance.nextInt(5));
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < spaces) {
            // A square favours the first: popularity.
            int space = (int) (promotion.length * chance.nextDouble() * chance.nextDouble());
            if (!chosen.contains(space)) {
                chosen.add(space);
            }
        }
        long[] parts = cut(points, spaces, chance);
        for (int i = 0; i < spaces; i++) {
            town.affinity(id, space(chosen.get(i)), parts[i]);
            promotion[chosen.get(i)] += parts[i];
        }
    }

    /** Another account that does as people do. */
    static void joins(Town town, Random chance, String id, long points) {
        long[] promotion = new long[town.creators.size()];
        town.account(id, points);
        watches(town, chance, id, points, promotion);
        for (int c = 0; c < promotion.length; c++) {
            Creator creator = town.creators.get(c);
            town.creators.set(c, new Creator(creator.id(), creator.base(), creator.promotion() + promotion[c]));
        }
    }

    /** Accounts that watch nobody but each other, in spaces of their own that give all to the owner. */
    static void ring(Town town, String name, int members, long points) {
        for (int member = 0; member < members; member++) {
            town.account(name + member, points).space(name + "-s" + member, name + member, Rule.M);
        }
        long part = points / (members - 1);
        for (int member = 0; member < members; member++) {
            for (int other = 0; other < members; other++) {
                if (other != member) {
                    town.affinities.add(new Affinity(name + member, name + "-s" + other, part));
                }
            }
            town.creator(name + member, points, part * (members - 1));
        }
    }

    /** Creators alone, and one account whose points are all promotion. */
    static Town creators(Random chance, int creators) {
        Town town = new Town();
        long all = 0;
        for (int c = 0; c < creators; c++) {
            long promotion = Math.round(100 * POINT * StrictMath.exp(SPREAD * chance.nextGaussian()));
            town.creator(creator(c), standing(chance, promotion), promotion);
            all += promotion;
        }
        return town.account("audience", all);
    }

    private static long standing(Random chance, long promotion) {
        return Math.max(1, Math.round(promotion * StrictMath.exp(STANDING_NOISE * chance.nextGaussian())));
    }

    /** A whole in parts of random size. */
    static long[] cut(long whole, int parts, Random chance) {
        long[] cut = new long[parts];
        long left = whole;
        for (int part = 0; part < parts - 1; part++) {
            cut[part] = Math.round(left * chance.nextDouble() / (parts - part) * 2 * .999);
            left -= cut[part];
        }
        cut[parts - 1] = left;
        return cut;
    }

    static String creator(int c) {
        return "c" + c;
    }

    private static String space(int c) {
        return "s" + c;
    }
}
