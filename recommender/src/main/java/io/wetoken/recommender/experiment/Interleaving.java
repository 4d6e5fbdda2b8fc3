package io.wetoken.recommender.experiment;

import io.wetoken.recommender.feed.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One page out of two orders, such that what the reader takes to says which they prefer: in each round both pick their best that is not there yet, and a coin says who goes first.
 *
 * <p>Source: F. Radlinski, M. Kurup, T. Joachims, "How Does Clickthrough Data Reflect Retrieval Quality?", CIKM 2008 (team draft).
 */
public final class Interleaving {
    /** Who picks. */
    public enum Team {
        USUAL,
        OTHER
    }

    private Interleaving() {}

    /**
     * @param candidate with the propensity with which it came to its place, given what came before it
     * @param team that picked it
     */
    public record Pick(Candidate candidate, Team team) {}

    /** @param length of the page; shorter where both have no more */
    public static List<Pick> draft(List<Candidate> usual, List<Candidate> other, int length, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Set<String> taken = new HashSet<>();
        List<Pick> picks = new ArrayList<>();
        while (picks.size() < length) {
            boolean usualFirst = chance.nextBoolean();
            Optional<Candidate> ofUsual = next(usual, taken);
            Optional<Candidate> ofOther = next(other, taken);
            if (ofUsual.isEmpty() && ofOther.isEmpty()) {
                break;
            }
            Team first = ofUsual.isEmpty() ? Team.OTHER : ofOther.isEmpty() || usualFirst ? Team.USUAL : Team.OTHER;
            boolean alike = ofUsual.map(Candidate::content).equals(ofOther.map(Candidate::content));
            boolean drawn = ofUsual.isPresent() && ofOther.isPresent() && !alike;
            pick(first, first == Team.USUAL ? ofUsual : ofOther, drawn ? .5 : 1, taken, picks);
            Team second = first == Team.USUAL ? Team.OTHER : Team.USUAL;
            if (picks.size() < length) {
                Optional<Candidate> there = next(second == Team.USUAL ? usual : other, taken);
                Optional<Candidate> otherwise = next(second == Team.USUAL ? other : usual, taken);
                // Where both wanted the same first, it does not say whose turn it is.
                boolean unsure = alike && !there.map(Candidate::content).equals(otherwise.map(Candidate::content));
                pick(second, there, unsure ? .5 : 1, taken, picks);
            }
        }
        return picks;
    }

    private static void pick(
            Team team, Optional<Candidate> candidate, double chance, Set<String> taken, List<Pick> picks) {
        candidate.ifPresent(of -> {
            taken.add(of.content());
            picks.add(new Pick(of.withPropensity(of.propensity() * chance), team));
        });
    }

    private static Optional<Candidate> next(List<Candidate> order, Set<String> taken) {
        return order.stream()
                .filter(candidate -> !taken.contains(candidate.content()))
                .findFirst();
    }
}
