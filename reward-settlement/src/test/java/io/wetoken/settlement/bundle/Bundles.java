package io.wetoken.settlement.bundle;

import io.wetoken.settlement.core.Bundle;
import io.wetoken.settlement.core.Plan;
import io.wetoken.settlement.core.Planner;
import io.wetoken.settlement.core.RefusedBundle;
import io.wetoken.settlement.core.RewardParams;
import io.wetoken.settlement.core.VitalityIndicator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Bundles as rows of text, made from a seed or by hand, for tests that change one thing and look at what it pays. */
public final class Bundles {
    private static final Map<String, String> HEADERS = Map.of(
            BundleFiles.INDICATORS, "indicator,today,baseline",
            BundleFiles.ACTIVITY, "account,points",
            BundleFiles.AFFINITY, "account,space,points",
            BundleFiles.SPACES, "space,owner,ownerSharePpm",
            BundleFiles.CONTRIBUTION, "creator,base,promotion,disseminatorSharePpm",
            BundleFiles.REFERRALS, "creator,disseminator,points",
            BundleFiles.DEFERRED, "account,amount");

    public final Map<String, List<String>> rows = new LinkedHashMap<>();
    public RewardParams params;

    private Bundles(RewardParams params) {
        this.params = params;
        HEADERS.keySet().forEach(file -> rows.put(file, new ArrayList<>()));
    }

    /** No activity yet; all indicators at their baselines. */
    public static Bundles empty() {
        Map<VitalityIndicator, Long> weights = new EnumMap<>(VitalityIndicator.class);
        for (VitalityIndicator indicator : VitalityIndicator.values()) {
            weights.put(indicator, 125_000L);
        }
        Bundles bundles = new Bundles(new RewardParams(
                LocalDate.parse("2026-11-21"),
                BigInteger.TEN.pow(27),
                BigInteger.ZERO,
                BigInteger.ZERO,
                1_000_000,
                weights,
                500_000,
                500_000,
                1_500_000,
                33_333,
                474,
                500,
                BigInteger.TEN.pow(24),
                500_000,
                300_000,
                200_000,
                2,
                500_000,
                BigInteger.ONE));
        for (VitalityIndicator indicator : VitalityIndicator.values()) {
            bundles.row(BundleFiles.INDICATORS, indicator.key() + ",100,100");
        }
        return bundles;
    }

    /** A random community of up to some dozens of accounts, with many ties, zeros and extremes. */
    public static Bundles random(long seed) {
        Random random = new Random(seed);
        Bundles bundles = empty();
        bundles.params = params(random, bundles.params);
        bundles.rows.get(BundleFiles.INDICATORS).clear();
        for (VitalityIndicator indicator : VitalityIndicator.values()) {
            bundles.row(BundleFiles.INDICATORS, indicator.key() + "," + count(random) + "," + count(random));
        }
        int accounts = 1 + random.nextInt(24);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            names.add(Character.toString("AZaz09_.:-".charAt(random.nextInt(10))) + i);
        }
        List<Long> points = new ArrayList<>();
        for (String name : names) {
            points.add(count(random));
            bundles.row(BundleFiles.ACTIVITY, name + "," + points.get(points.size() - 1));
        }
        int spaces = random.nextInt(6);
        List<String> owners = new ArrayList<>();
        for (int s = 0; s < spaces; s++) {
            owners.add(random.nextInt(5) == 0 ? "outsider" + s : names.get(random.nextInt(accounts)));
            bundles.row(BundleFiles.SPACES, "s" + s + "," + owners.get(s) + "," + random.nextInt(1_000_001));
        }
        for (int a = 0; a < accounts; a++) {
            long left = points.get(a);
            for (int s = 0; s < spaces; s++) {
                if (!owners.get(s).equals(names.get(a)) && random.nextBoolean()) {
                    long part = left == 0 ? 0 : random.nextInt(4) == 0 ? left : Math.floorMod(random.nextLong(), left);
                    left -= part;
                    bundles.row(BundleFiles.AFFINITY, names.get(a) + ",s" + s + "," + part);
                }
            }
        }
        for (int a = 0; a < accounts; a += 1 + random.nextInt(3)) {
            long promotion = count(random);
            bundles.row(
                    BundleFiles.CONTRIBUTION,
                    names.get(a) + "," + count(random) + "," + promotion + "," + random.nextInt(1_000_001));
            long left = promotion;
            for (int d = 0; d < accounts; d++) {
                if (d != a && random.nextInt(6) == 0) {
                    long part = left == 0 ? 0 : Math.floorMod(random.nextLong(), left + 1);
                    left -= part;
                    bundles.row(BundleFiles.REFERRALS, names.get(a) + "," + names.get(d) + "," + part);
                }
            }
        }
        for (int a = 0; a < accounts; a += 1 + random.nextInt(4)) {
            bundles.row(BundleFiles.DEFERRED, names.get(a) + "," + new BigInteger(60, random));
        }
        return bundles;
    }

    private static RewardParams params(Random random, RewardParams base) {
        Map<VitalityIndicator, Long> weights = new EnumMap<>(VitalityIndicator.class);
        long left = 1_000_000;
        for (VitalityIndicator indicator : VitalityIndicator.values()) {
            long weight = weights.size() == 7 ? left : random.nextInt((int) left + 1) / 2;
            weights.put(indicator, weight);
            left -= weight;
        }
        long min = random.nextInt(1_000_001);
        long max = min + random.nextInt(1_000_001);
        return new RewardParams(
                base.epoch(),
                new BigInteger(90, random),
                random.nextBoolean() ? BigInteger.ZERO : new BigInteger(80, random),
                random.nextBoolean() ? BigInteger.ZERO : new BigInteger(80, random),
                min + random.nextInt((int) (max - min) + 1),
                weights,
                random.nextInt(1_000_001),
                min,
                max,
                random.nextInt(1_000_001),
                random.nextInt(1_000_001),
                random.nextInt(1_000_001),
                new BigInteger(random.nextInt(98), random),
                random.nextInt(1_000_001),
                random.nextInt(500_001),
                random.nextInt(1_000_001),
                1 + random.nextInt(1000),
                random.nextInt(1_000_001),
                random.nextBoolean() ? BigInteger.ONE : new BigInteger(70, random));
    }

    private static long count(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> random.nextInt(10);
            case 3 -> 1_000_000_000_000_000L;
            case 4 -> random.nextInt(1_000_000);
            default -> Math.floorMod(random.nextLong(), 1_000_000_000_000_001L);
        };
    }

    public Bundles row(String file, String row) {
        rows.get(file).add(row);
        return this;
    }

    public Bundles copy() {
        Bundles copy = new Bundles(params);
        rows.forEach((file, list) -> copy.rows.put(file, new ArrayList<>(list)));
        return copy;
    }

    public Bundles shuffled(long seed) {
        Bundles copy = copy();
        Random random = new Random(seed);
        copy.rows.values().forEach(list -> Collections.shuffle(list, random));
        return copy;
    }

    /** The files as they would lie in a directory. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        rows.forEach((file, list) -> {
            String text = HEADERS.get(file) + "\n" + (list.isEmpty() ? "" : String.join("\n", list) + "\n");
            files.put(file, text.getBytes(StandardCharsets.UTF_8));
        });
        files.put(BundleFiles.PARAMS, ParamsJson.write(params).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    public Bundle read() throws IOException, RefusedBundle {
        return read(files());
    }

    public static Bundle read(Map<String, byte[]> files) throws IOException, RefusedBundle {
        return BundleReader.read(file -> {
            if (!files.containsKey(file)) {
                throw new NoSuchFileException(file);
            }
            return new ByteArrayInputStream(files.get(file));
        });
    }

    public Plan plan() throws IOException, RefusedBundle {
        return Planner.plan(read());
    }
}
