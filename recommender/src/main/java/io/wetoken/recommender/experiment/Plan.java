package io.wetoken.recommender.experiment;

import io.wetoken.behaviour.Settings;
import io.wetoken.recommender.feed.Experiment;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is written before an experiment begins: what is compared, for whom, how it is measured, and when and how it is decided. A file that is changed has another hash, and is another plan.
 *
 * @param interleaved whether everybody in it gets pages that the two arms draft in turn, instead of pages of one arm
 * @param percent of people who are in it, all arms together
 * @param salt of the hash that puts people into arms; another experiment's is another, so the two are independent
 * @param arms the first is as for everybody else
 * @param metric by which it is decided
 * @param effectPercent the smallest change of it that is worth finding, of the usual
 * @param mean of the metric that is expected for a person, and its standard deviation over people
 * @param peopleEach how many people an arm needs, or an interleaving altogether
 * @param days for which it runs, the one on which it begins included
 * @param guardrails what must not get worse, and by how many percent of the usual it may at most
 * @param text the file
 * @param hash SHA-256 of the text
 */
public record Plan(
        String name,
        String hypothesis,
        boolean interleaved,
        int percent,
        String salt,
        List<Arm> arms,
        String metric,
        int effectPercent,
        double mean,
        double deviation,
        int peopleEach,
        int days,
        Map<String, Integer> guardrails,
        String text,
        String hash) {
    static final String USUAL = "usual";
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,31}";
    private static final int MOST_PEOPLE = 100_000_000;
    private static final int MOST_DAYS = 60;
    private static final double MILLI = 1_000;

    /** @throws IllegalArgumentException naming the file and everything that is wrong in it */
    public static Plan read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    static Plan parse(String source, String text) throws IOException {
        Settings settings = Settings.read(source, new StringReader(text));
        String name = settings.text("name");
        List<String> names = words(settings.text("arms"));
        List<Arm> arms = new ArrayList<>();
        for (String arm : names) {
            Set<String> without = Set.copyOf(words(settings.text("arm." + arm + ".without", "")));
            try {
                arms.add(new Arm(
                        arm, new Experiment(name + ":" + arm, without), settings.optional("arm." + arm + ".model")));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
            }
        }
        Map<String, Integer> guardrails = new TreeMap<>();
        for (String guardrail : words(settings.text("guardrails", ""))) {
            guardrails.put(guardrail, (int) settings.required("guardrail." + guardrail + ".percent", 0, 100));
        }
        Plan plan = new Plan(
                name,
                settings.text("hypothesis"),
                settings.text("kind", "compare").equals("interleave"),
                (int) settings.required("people.percent", 1, 100),
                settings.text("salt"),
                List.copyOf(arms),
                settings.text("metric"),
                (int) settings.required("effect.percent", 1, 1_000),
                settings.required("expected.mean.milli", 0, Long.MAX_VALUE) / MILLI,
                settings.required("expected.deviation.milli", 0, Long.MAX_VALUE) / MILLI,
                (int) settings.required("people.each", 1, MOST_PEOPLE),
                (int) settings.required("days", 1, MOST_DAYS),
                guardrails,
                text,
                sha256(text.getBytes(StandardCharsets.UTF_8)));
        settings.checkNothingElse();
        plan.check(source, names);
        return plan;
    }

    private void check(String source, List<String> names) {
        List<String> problems = new ArrayList<>();
        Stream.concat(Stream.of(name), names.stream())
                .filter(each -> !each.matches(NAME))
                .forEach(each -> problems.add("'" + each + "' is no name: 1 to 32 of a-z, 0-9 and -, the first no -"));
        if (Set.copyOf(names).size() < names.size()) {
            problems.add("arms names one twice");
        }
        if (arms.size() < 2 || !arms.get(0).name().equals(USUAL) || !arms.get(0).isUsual()) {
            problems.add("arms must be usual, which differs in nothing, and at least one other");
        }
        arms.stream()
                .skip(1)
                .filter(Arm::isUsual)
                .forEach(arm ->
                        problems.add("arm." + arm.name() + " differs in nothing: .without or .model is missing"));
        if (interleaved && arms.size() != 2) {
            problems.add("an interleaving has two arms, not " + arms.size());
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(source + ": " + String.join("; ", problems));
        }
    }

    /**
     * The arm of an account: always the same, on every machine. Empty for whoever is not in it. In an interleaving it is the one that pages are compared with.
     *
     * @param account not empty
     */
    public Optional<Arm> armOf(String account) {
        // 53 bits, as many as a double has.
        double point = (ByteBuffer.wrap(digest((salt + "\n" + account).getBytes(StandardCharsets.UTF_8)))
                                .getLong()
                        >>> 11)
                * 0x1p-53;
        double share = percent / 100.0;
        if (point >= share) {
            return Optional.empty();
        }
        return Optional.of(interleaved ? arms.get(1) : arms.get((int) (point / share * arms.size())));
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
