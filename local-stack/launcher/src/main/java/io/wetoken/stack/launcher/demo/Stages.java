package io.wetoken.stack.launcher.demo;

import io.wetoken.stack.launcher.setup.StackException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Seconds by stage, told as each one begins and ends. */
final class Stages {
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Consumer<String> tell;

    Stages(Consumer<String> tell) {
        this.tell = tell;
    }

    <T> T run(String name, String what, Work<T> work) throws StackException, InterruptedException {
        tell.accept(what);
        long start = System.nanoTime();
        T result = work.run();
        double took = Math.round((System.nanoTime() - start) / 1e8) / 10.0;
        seconds.merge(name, took, Double::sum);
        tell.accept(String.format(Locale.ROOT, "  %s took %.1f s", name, took));
        return result;
    }

    Map<String, Double> seconds() {
        return seconds;
    }
}
