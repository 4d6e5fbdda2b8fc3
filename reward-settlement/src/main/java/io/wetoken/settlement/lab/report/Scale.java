package io.wetoken.settlement.lab.report;

import java.util.ArrayList;
import java.util.List;

/** Values of an axis as places on it. Ticks are 1, 2 or 5 times a power of ten, or powers of ten on a logarithmic axis. */
record Scale(double low, double high, boolean logarithmic) {
    private static final int TICKS = 6;

    /** An axis that holds all values. */
    static Scale of(List<Double> values, boolean logarithmic, boolean fromZero) {
        double low = values.stream().mapToDouble(value -> value).min().orElse(0);
        double high = values.stream().mapToDouble(value -> value).max().orElse(1);
        if (fromZero) {
            low = Math.min(0, low);
        }
        if (high <= low) {
            high = low + 1;
        }
        return new Scale(low, fromZero ? high + (high - low) / 20 : high, logarithmic);
    }

    /** 0 at the low end, 1 at the high end. */
    double place(double value) {
        return (at(value) - at(low)) / (at(high) - at(low));
    }

    private double at(double value) {
        return logarithmic ? StrictMath.log10(value) : value;
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double power = StrictMath.pow(10, Math.floor(StrictMath.log10(low))); power <= high; power *= 10) {
                for (int factor : new int[] {1, 2, 5}) {
                    if (factor * power >= low && factor * power <= high) {
                        ticks.add(factor * power);
                    }
                }
            }
            return ticks;
        }
        double step = step((high - low) / TICKS);
        for (double tick = Math.ceil(low / step) * step; tick <= high + step / 1e6; tick += step) {
            ticks.add(Math.abs(tick) < step / 1e6 ? 0 : tick);
        }
        return ticks;
    }

    private static double step(double least) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(least)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
