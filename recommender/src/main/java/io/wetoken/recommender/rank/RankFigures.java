package io.wetoken.recommender.rank;

import io.wetoken.recommender.interval.Bootstrap;
import io.wetoken.recommender.interval.Estimate;
import io.wetoken.recommender.interval.Terms;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A ranker beside the candidates' own order on the same pages of a day that it has not learnt from, and whether it may be served. Means over pages; the interval is of the difference, by
 * resampling people with all their pages, for one person's pages are not independent.
 *
 * @param people of whom there is a page that tells the two orders apart
 * @param gain NDCG of the ranker less that of the candidates, with its interval
 */
public record RankFigures(
        int people, int pages, double ndcg, double candidatesNdcg, double auc, double candidatesAuc, Estimate gain) {
    /** Fewer say nothing, however large the difference. */
    private static final int FEWEST = 30;

    private static final int RESAMPLES = 1000;
    private static final double CONFIDENCE = .95;

    /**
     * @param seed of the resamples
     * @throws IllegalArgumentException when no page tells one order from another
     */
    public static RankFigures of(List<RankedPage> pages, long seed) {
        Map<String, Sums> people = new TreeMap<>();
        pages.stream()
                .filter(RankedPage::tells)
                .forEach(page -> people.computeIfAbsent(page.account(), none -> new Sums())
                        .add(page));
        if (people.isEmpty()) {
            throw new IllegalArgumentException(
                    "Of " + pages.size()
                            + " pages that were seen there is none of which something was taken and something was not: they tell no order from another");
        }
        List<Sums> each = List.copyOf(people.values());
        double[] count = each.stream().mapToDouble(of -> of.pages).toArray();
        double[] differences =
                each.stream().mapToDouble(of -> of.ndcg - of.candidatesNdcg).toArray();
        Estimate gain = new Bootstrap(seed, RESAMPLES, CONFIDENCE)
                .estimates(Map.of("gain", new Terms(differences, count)), done -> {})
                .get(0);
        double all = each.stream().mapToDouble(of -> of.pages).sum();
        return new RankFigures(
                each.size(),
                (int) all,
                each.stream().mapToDouble(of -> of.ndcg).sum() / all,
                each.stream().mapToDouble(of -> of.candidatesNdcg).sum() / all,
                each.stream().mapToDouble(of -> of.auc).sum() / all,
                each.stream().mapToDouble(of -> of.candidatesAuc).sum() / all,
                gain);
    }

    /** The gate: on enough people it is surely not worse than the candidates' own order, by NDCG with its interval, and by AUC. */
    public boolean passed() {
        return people >= FEWEST && gain.low() >= 0 && auc >= candidatesAuc;
    }

    /** Both figures, and what is wanted. */
    public String told() {
        return String.format(
                Locale.ROOT,
                "on %d pages of %d people the ranker has ndcg %.4f where the candidates' own order has %.4f (%+.4f, 95 %% %+.4f to %+.4f), and auc %.4f where that has %.4f; "
                        + "wanted are %d people, an interval that begins at 0 or above, and no less auc",
                pages,
                people,
                ndcg,
                candidatesNdcg,
                gain.value(),
                gain.low(),
                gain.high(),
                auc,
                candidatesAuc,
                FEWEST);
    }

    private static final class Sums {
        private int pages;
        private double ndcg;
        private double candidatesNdcg;
        private double auc;
        private double candidatesAuc;

        void add(RankedPage page) {
            pages++;
            ndcg += page.ndcg(page.ranker());
            candidatesNdcg += page.ndcg(page.candidates());
            auc += page.auc(page.ranker());
            candidatesAuc += page.auc(page.candidates());
        }
    }
}
