package io.wetoken.recommender;

import java.io.Serializable;

/** What items that somebody has, and all others, weigh in the squared error that factors are fitted to; and how factors are held down. */
public sealed interface Weighing extends Serializable {
    /** Of every item, whether one has it or not, being told to be 0. */
    double all();

    /** What an item that one has adds to that. */
    double own(double weight);

    /** By how much an item that one has draws. */
    double draw(double weight);

    /**
     * The weight of the factors' squares.
     *
     * @param own of how many items
     * @param others how many items there are
     */
    double ridge(int own, int others);

    /**
     * As Spark's ALS has it: confidence {@code 1 + αw}, and λ times the number of items that one has.
     *
     * @param alpha confidence that a unit of weight adds
     */
    record Confidence(float alpha, float lambda) implements Weighing {
        @Override
        public double all() {
            return 1;
        }

        @Override
        public double own(double weight) {
            return alpha * weight;
        }

        @Override
        public double draw(double weight) {
            return 1 + alpha * weight;
        }

        @Override
        public double ridge(int own, int others) {
            return (double) lambda * own;
        }
    }

    /**
     * Frequency-scaled regularisation {@code λ(n + α₀N)^ν}, with the unobserved weight α₀.
     *
     * @see FrequencyScaledFactors
     */
    record FrequencyScaled(float unobserved, float lambda, float power) implements Weighing {
        /** Of a few that were tried on a tenth of Gowalla's train split. */
        public static final FrequencyScaled REFERENCE = new FrequencyScaled(.01f, .003f, 1);

        @Override
        public double all() {
            return unobserved;
        }

        @Override
        public double own(double weight) {
            return weight;
        }

        @Override
        public double draw(double weight) {
            return weight;
        }

        @Override
        public double ridge(int own, int others) {
            return lambda * StrictMath.pow(own + (double) unobserved * others, power);
        }
    }
}
