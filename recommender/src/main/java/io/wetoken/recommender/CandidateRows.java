package io.wetoken.recommender;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What {@link Blend} adds up from item to item: the walks of RP3β (all of an item's sum to 1), shared paths {@code R̃ᵀR̃}, what {@link GraphFilter} adds to their strongest
 * directions, {@code √(n(j)/n(i))·(V g(Λ) Vᵀ)(i,j)} of the very strongest (GF-CF's low pass, see {@link FilteredPaths}), and likeness of content. Pairs that nobody shares, and
 * that are not alike, have no weight.
 */
public final class CandidateRows {
    private final RandomWalk walk;
    private final long[] popularity;
    private final Panel vectors;
    private final Panel corrected;
    private final Panel strongest;
    private final Panel filtered;
    private final double[] roots;
    private final List<Neighbours> content;
    private final BlendWeights weights;
    private final int most;

    /**
     * @param popularity by item: the sum of its weights over all users
     * @param content by kind of features
     * @param weights by which the best neighbours of an item are chosen; a low pass that counts nothing is not computed
     * @param most neighbours of an item
     */
    public CandidateRows(
            RandomWalk.Parameters walk,
            GraphFilter filter,
            long[] popularity,
            Spectrum spectrum,
            List<Neighbours> content,
            BlendWeights weights,
            int most) {
        this.walk = new RandomWalk(walk, popularity);
        this.popularity = popularity;
        this.vectors = spectrum.vectors();
        this.corrected = filter.corrected(spectrum);
        this.strongest = filter.lowPassed(spectrum);
        this.filtered = filter.lowPassedAndFiltered(spectrum);
        this.roots = Arrays.stream(popularity)
                .mapToDouble(n -> Math.sqrt((double) n))
                .toArray();
        this.content = content;
        this.weights = weights;
        this.most = most;
    }

    /**
     * Users are added up in the order of their names, so that a cut over machines never shows.
     *
     * @param users all that have one of these items, in any order
     */
    public void rows(List<UserItems> users, IntPredicate wanted, Consumer<Candidates> sink) {
        Visits visits = Visits.of(users, wanted, popularity.length);
        List<UserItems> sorted = visits.users();
        double[][] steps = new double[sorted.size()][];
        double[] totals = new double[sorted.size()];
        for (int u = 0; u < steps.length; u++) {
            steps[u] = walk.steps(sorted.get(u));
            totals[u] = sorted.get(u).total();
        }
        Row row = new Row();
        for (int item = 0; item < popularity.length; item++) {
            if (wanted.test(item)) {
                for (int visit = 0; visit < visits.count(item); visit++) {
                    int u = visits.user(item, visit);
                    UserItems user = sorted.get(u);
                    int weight = user.weights()[visits.place(item, visit)];
                    row.add(user, steps[u], walk.power(weight, popularity[item]), weight / totals[u]);
                }
                row.finish(item).ifPresent(sink);
            }
        }
    }

    /** The row that is being added up. */
    private final class Row {
        /** Of every item what was walked to it, and what it shares. */
        private final double[] sums = new double[2 * popularity.length];

        private final int[] items = new int[popularity.length];
        private final int[] place = new int[popularity.length];
        private final BitSet reached = new BitSet(popularity.length);
        private final int[] four = new int[4];
        private final float[] dots = new float[4];
        private int size;

        void add(UserItems user, double[] steps, double first, double share) {
            int[] has = user.items();
            int[] weighs = user.weights();
            for (int i = 0; i < has.length; i++) {
                int other = has[i];
                if (sums[2 * other] == 0) {
                    items[size++] = other;
                }
                sums[2 * other] += first * steps[i];
                sums[2 * other + 1] += share * weighs[i];
            }
        }

        Optional<Candidates> finish(int item) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                int other = items[i];
                place[other] = i;
                if (other != item) {
                    sums[2 * other] *= walk.discount(other);
                    sum += sums[2 * other];
                }
            }
            float[][] parts = new float[BlendWeights.SHARED + content.size()][size];
            for (int i = 0; i < size; i++) {
                int other = items[i];
                parts[BlendWeights.WALK][i] = (float) (sums[2 * other] / sum);
                parts[BlendWeights.PATHS][i] = (float) (sums[2 * other + 1] / (roots[item] * roots[other]));
            }
            addDirections(item, parts[BlendWeights.SHARPENED], parts[BlendWeights.SMOOTH]);
            int shared = size;
            Candidates found = best(item, content.isEmpty() ? parts : widened(item, parts));
            for (int i = 0; i < shared; i++) {
                sums[2 * items[i]] = 0;
                sums[2 * items[i] + 1] = 0;
            }
            size = 0;
            return found.neighbours().length == 0 ? Optional.empty() : Optional.of(found);
        }

        /** What the directions say, in the order of items: their rows come from memory, which takes longer than the sums. */
        private void addDirections(int item, float[] sharpened, float[] smooth) {
            for (int i = 0; i < size; i++) {
                reached.set(items[i]);
            }
            int other = reached.nextSetBit(0);
            while (other >= 0) {
                int count = 0;
                for (; count < four.length && other >= 0; other = reached.nextSetBit(other + 1)) {
                    four[count++] = other;
                }
                Arrays.fill(four, count, four.length, four[0]);
                vectors.dots(item, corrected, four, dots);
                for (int i = 0; i < count; i++) {
                    sharpened[place[four[i]]] = dots[i];
                }
                if (weights.smooth() == 0) {
                    continue;
                }
                strongest.dots(item, filtered, four, dots);
                for (int i = 0; i < count; i++) {
                    smooth[place[four[i]]] = (float) (roots[four[i]] / roots[item]) * dots[i];
                }
            }
            reached.clear();
        }

        /** With room for those that are only alike, and the likeness of all. */
        private float[][] widened(int item, float[][] parts) {
            for (Neighbours kind : content) {
                for (int i = kind.offsets().get(item); i < kind.offsets().get(item + 1); i++) {
                    int other = kind.items().get(i);
                    if (place[other] >= size || items[place[other]] != other) {
                        place[other] = size;
                        items[size++] = other;
                    }
                }
            }
            for (int part = 0; part < parts.length; part++) {
                parts[part] = Arrays.copyOf(parts[part], size);
            }
            for (int kind = 0; kind < content.size(); kind++) {
                Neighbours of = content.get(kind);
                for (int i = of.offsets().get(item); i < of.offsets().get(item + 1); i++) {
                    parts[BlendWeights.SHARED + kind][place[of.items().get(i)]] =
                            of.weights().get(i);
                }
            }
            return parts;
        }

        private Candidates best(int item, float[][] parts) {
            int[] kept = size <= most ? all(item) : most(item, parts);
            int[] neighbours = new int[kept.length];
            float[][] values = new float[parts.length][kept.length];
            for (int i = 0; i < kept.length; i++) {
                neighbours[i] = items[kept[i]];
                for (int part = 0; part < parts.length; part++) {
                    values[part][i] = parts[part][kept[i]];
                }
            }
            return new Candidates(item, neighbours, values);
        }

        /** In any order: whoever adds the parts up puts them in one. */
        private int[] all(int item) {
            return IntStream.range(0, size).filter(i -> items[i] != item).toArray();
        }

        private int[] most(int item, float[][] parts) {
            Top top = new Top(most);
            for (int i = 0; i < size; i++) {
                if (items[i] != item) {
                    float blended = 0;
                    for (int part = 0; part < parts.length; part++) {
                        blended += (float) weights.part(part) * parts[part][i];
                    }
                    top.offer(i, blended);
                }
            }
            return top.items();
        }
    }
}
