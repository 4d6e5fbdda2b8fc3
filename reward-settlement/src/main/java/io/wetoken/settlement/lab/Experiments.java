package io.wetoken.settlement.lab;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All experiments, in the order in which they are run and shown. */
public final class Experiments {
    public static final List<Experiment> ALL = distinct(List.of(
            new Equilibrium(),
            new Splitting(),
            new Rings(),
            new Sniping(),
            new Sandbagging(),
            new GiftBrushing(),
            new Runway(),
            new AttackersReturn()));

    private Experiments() {}

    /** @throws IllegalArgumentException naming what is unknown, and what there is */
    public static Experiment named(String name) {
        return ALL.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no experiment '" + name + "'. There are: "
                        + ALL.stream().map(Experiment::name).collect(Collectors.joining(", "))));
    }

    private static List<Experiment> distinct(List<Experiment> experiments) {
        Set<String> names = new HashSet<>();
        for (Experiment experiment : experiments) {
            if (!names.add(experiment.name())) {
                throw new IllegalStateException("Two experiments are called " + experiment.name());
            }
        }
        return experiments;
    }
}
