package io.wetoken.settlement.lab;

import java.util.Random;
import java.util.function.Consumer;

/**
 * What an experiment is given.
 *
 * @param guard what the guard leaves to each kind of fraud
 * @param progress is told what is under way
 */
public record Lab(long seed, GuardFigures guard, Consumer<String> progress) {
    /** The chance of one part of an experiment; parts do not disturb each other. */
    Random chance(String part) {
        return new Random(31 * seed + part.hashCode());
    }

    void say(String what) {
        progress.accept(what);
    }
}
