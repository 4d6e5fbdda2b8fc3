package io.wetoken.recommender.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Who is in which experiment: by a hash of the account, so that the same people stay in it from page to page and from process to process, and whoever reads the log of
 * pages finds out from the account and this setting alone.
 */
public final class Experiments {
    /** For everybody the usual. */
    public static final Experiments NONE = new Experiments(List.of());

    private static final int PERCENT = 100;
    private static final String EXPECTED =
            "; an experiment is a name, a percentage of people from 1 to 100, and the re-rankers that it is without, such as 'flat 10 diversity newcomer-floor'";

    private final List<Arm> arms;

    private Experiments(List<Arm> arms) {
        this.arms = arms;
    }

    private record Arm(Experiment experiment, int percent) {}

    /**
     * @param text experiments, comma-separated: {@code flat 10 diversity newcomer-floor, plain 5 exploration-floor}; empty for none
     * @throws IllegalArgumentException naming what is wrong with which
     */
    public static Experiments of(String text) {
        List<Arm> arms = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int all = 0;
        for (String arm : text.isBlank() ? new String[0] : text.split(",", -1)) {
            List<String> words = List.of(arm.strip().split("\\s+", -1));
            if (words.size() < 2 || !words.get(1).matches("[1-9][0-9]?|100")) {
                throw new IllegalArgumentException("'" + arm.strip() + "' is no experiment" + EXPECTED);
            }
            if (!names.add(words.get(0)) || words.get(0).equals(Experiment.USUAL.name())) {
                throw new IllegalArgumentException("The name '" + words.get(0) + "' is taken" + EXPECTED);
            }
            int percent = Integer.parseInt(words.get(1));
            all += percent;
            arms.add(new Arm(new Experiment(words.get(0), Set.copyOf(words.subList(2, words.size()))), percent));
        }
        if (all > PERCENT) {
            throw new IllegalArgumentException(
                    "Experiments take " + all + " percent of people together; leave some out or make them smaller");
        }
        return new Experiments(List.copyOf(arms));
    }

    /** @param account empty for somebody who is not signed in, who is in none */
    public Experiment forAccount(String account) {
        if (arms.isEmpty() || account.isEmpty()) {
            return Experiment.USUAL;
        }
        CRC32 hash = new CRC32();
        hash.update(account.getBytes(StandardCharsets.UTF_8));
        int place = (int) (hash.getValue() % PERCENT);
        for (Arm arm : arms) {
            place -= arm.percent();
            if (place < 0) {
                return arm.experiment();
            }
        }
        return Experiment.USUAL;
    }
}
