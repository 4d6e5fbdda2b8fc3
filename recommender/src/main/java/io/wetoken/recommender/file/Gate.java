package io.wetoken.recommender.file;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether a model is good enough to take the current one's place: on a day that neither has seen, and the same for both, its recall and its NDCG must not be
 * below the current one's by more than a share. What cannot be compared does not pass.
 *
 * @param tolerance share of the current model's figure that may be lost, such as .05
 */
public record Gate(double tolerance) {
    /** @param because the figures, or why there are none to compare and what to do */
    public record Verdict(boolean passed, String because) {}

    /**
     * @param candidate its figures, if it has any
     * @param current those of the one it would replace
     */
    public Verdict judge(Optional<HeldOut> candidate, Optional<HeldOut> current) {
        if (candidate.isEmpty()) {
            return new Verdict(
                    false, "it has no figures, since there was nobody to ask on its last day; train on a later day");
        }
        HeldOut its = candidate.get();
        if (current.isEmpty()) {
            return new Verdict(false, "the current one has no figures. " + measure(its));
        }
        HeldOut old = current.get();
        if (!its.day().equals(old.day()) || its.k() != old.k()) {
            return new Verdict(
                    false,
                    String.format(
                            Locale.ROOT,
                            "it was measured on %s with lists of %d, the current one on %s with lists of %d. %s",
                            its.day(),
                            its.k(),
                            old.day(),
                            old.k(),
                            its.day().compareTo(old.day()) < 0
                                    ? "The current one has learnt from that day, so it cannot be measured on it: train the candidate's settings on "
                                            + old.day()
                                    : measure(its)));
        }
        return new Verdict(
                holds(its.recall(), old.recall()) && holds(its.ndcg(), old.ndcg()),
                String.format(
                        Locale.ROOT,
                        "on %s it has recall@%d %.4f where the current one has %.4f (%s), and ndcg@%d %.4f where that has %.4f (%s); %.1f %% may be lost",
                        its.day(),
                        its.k(),
                        its.recall(),
                        old.recall(),
                        change(its.recall(), old.recall()),
                        its.k(),
                        its.ndcg(),
                        old.ndcg(),
                        change(its.ndcg(), old.ndcg()),
                        100 * tolerance));
    }

    private boolean holds(double now, double before) {
        return now >= before * (1 - tolerance);
    }

    private static String measure(HeldOut candidate) {
        return "Measure both on one day: ./we reco train --date " + candidate.day() + " does, and promotes what passes";
    }

    private static String change(double now, double before) {
        return before == 0 ? "from 0" : String.format(Locale.ROOT, "%+.1f %%", 100 * (now / before - 1));
    }
}
