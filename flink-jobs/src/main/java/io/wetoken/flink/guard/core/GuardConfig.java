package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The thresholds; every key and its reason stands in {@code guard.properties}. Times in ms, shares in millionths. */
public record GuardConfig(long memoryMs, Rate rate, Watching watch, Device device, Address address, Tokens tokens)
        implements Serializable {
    private static final String REFERENCE = "guard.properties";
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final int MAX_COUNT = 100_000;
    private static final int MAX_KEPT = 4096;

    public GuardConfig {
        long longest = Math.max(Math.max(device.windowMs(), address.windowMs()), tokens.lifetimeMs());
        if (memoryMs < longest) {
            throw new IllegalArgumentException(
                    "memory.ms " + memoryMs + " is shorter than the longest window, " + longest);
        }
        if (address.kept() <= address.accounts()) {
            throw new IllegalArgumentException("address.kept " + address.kept() + " must exceed address.accounts "
                    + address.accounts() + ", or they are never exceeded");
        }
    }

    /** The thresholds that every process uses. */
    public static GuardConfig reference() {
        try (InputStream in = GuardConfig.class.getResourceAsStream(REFERENCE)) {
            if (in == null) {
                throw new IllegalStateException(REFERENCE + " is missing from the flink-jobs module");
            }
            return of(Settings.read(REFERENCE, new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + REFERENCE, e);
        }
    }

    /** @throws IllegalArgumentException naming every key that is missing, unknown or out of range */
    public static GuardConfig of(Settings settings) {
        long memoryMs = settings.required("memory.ms", DAY_MS, 365 * DAY_MS);
        Rate rate = new Rate(
                settings.required("rate.offlineMs", 0, DAY_MS),
                limits(settings, "taps"),
                limits(settings, "views"),
                limits(settings, "signs"),
                settings.required("rate.quarantineMs", 0, DAY_MS));
        Watching watch = new Watching(
                settings.required("watch.toleranceMs", 0, DAY_MS),
                settings.required("watch.windowMs", 1, DAY_MS),
                settings.required("watch.windowToleranceMs", 0, DAY_MS),
                settings.required("watch.sessionToleranceMs", 0, DAY_MS),
                settings.required("watch.dayMs", 1, DAY_MS),
                (int) settings.required("watch.strikes", 1, MAX_COUNT),
                settings.required("watch.quarantineMs", 0, DAY_MS),
                (int) settings.required("watch.kept", 2, MAX_KEPT));
        Device device = new Device((int) settings.required("device.accounts", 1, MAX_KEPT), window(settings, "device"));
        Address address = new Address(
                (int) settings.required("address.accounts", 1, MAX_KEPT),
                window(settings, "address"),
                settings.required("address.regularPpm", 0, Ppm.ONE),
                (int) settings.required("address.regularActs", 8, MAX_KEPT),
                (int) settings.required("address.kept", 2, MAX_KEPT));
        Tokens tokens = new Tokens(
                settings.required("tokens.lifetimeMs", 1, 365 * DAY_MS),
                (int) settings.required("tokens.kept", 1, MAX_KEPT),
                (int) settings.required("tokens.strikes", 1, MAX_KEPT),
                settings.required("tokens.strikesWindowMs", 1, 365 * DAY_MS),
                settings.required("tokens.quarantineMs", 0, DAY_MS));
        settings.checkNothingElse();
        return new GuardConfig(memoryMs, rate, watch, device, address, tokens);
    }

    private static long window(Settings settings, String dimension) {
        return settings.required(dimension + ".windowMs", 1, 365 * DAY_MS);
    }

    private static Limits limits(Settings settings, String pace) {
        return new Limits(
                (int) settings.required("rate." + pace + ".in10s", 1, MAX_KEPT),
                (int) settings.required("rate." + pace + ".inMinute", 1, MAX_KEPT),
                (int) settings.required("rate." + pace + ".inDay", 1, MAX_COUNT));
    }

    /** The most acts within a time. */
    public record Limits(int in10s, int inMinute, int inDay) implements Serializable {}

    public record Rate(long offlineMs, Limits taps, Limits views, Limits signs, long quarantineMs)
            implements Serializable {
        Limits of(Act.Pace pace) {
            return switch (pace) {
                case TAPS -> taps;
                case VIEWS -> views;
                case SIGNS -> signs;
            };
        }
    }

    public record Watching(
            long toleranceMs,
            long windowMs,
            long windowToleranceMs,
            long sessionToleranceMs,
            long dayMs,
            int strikes,
            long quarantineMs,
            int kept)
            implements Serializable {}

    public record Device(int accounts, long windowMs) implements Serializable {}

    public record Address(int accounts, long windowMs, long regularPpm, int regularActs, int kept)
            implements Serializable {}

    public record Tokens(long lifetimeMs, int kept, int strikes, long strikesWindowMs, long quarantineMs)
            implements Serializable {}
}
