package io.wetoken.spark;

import io.wetoken.behaviour.Settings;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.Model;
import io.wetoken.recommender.Models;
import io.wetoken.spark.learn.ModelParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run's settings. {@code run.properties} has every key with its reason; a run's own file names what it changes, and options of the command line win.
 *
 * @param k length of the lists
 * @param values every key, as it was used
 */
public record RunConfig(
        List<Model> models, int k, long seed, ModelParameters parameters, SortedMap<String, String> values) {
    private static final String REFERENCE = "run.properties";
    private static final int MOST_LISTED = 10_000;

    /** What holds where nobody says otherwise. */
    public static RunConfig reference() {
        try {
            return of(Settings.read(REFERENCE, new StringReader(referenceText())));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + REFERENCE, e);
        }
    }

    /** Every key, with its reason. */
    static String referenceText() throws IOException {
        try (InputStream in = RunConfig.class.getResourceAsStream(REFERENCE)) {
            if (in == null) {
                throw new IllegalStateException(REFERENCE + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What a day's training uses where nobody says otherwise: rows as short as a model file wants them. */
    static RunConfig training(LearningRules rules) {
        Map<String, String> values = new TreeMap<>();
        values.put("models", "default");
        values.put("k", Integer.toString(rules.k()));
        values.put("walk.alpha", Double.toString(rules.walk().alpha()));
        values.put("walk.beta", Double.toString(rules.walk().beta()));
        for (String rows : List.of("walk", "blend", "itemknn", "ease")) {
            values.put(rows + ".neighbours", Integer.toString(rules.walk().neighbours()));
        }
        return reference().with("learning-rules.properties", values);
    }

    private static RunConfig of(Settings settings) {
        List<Model> models = Arrays.stream(settings.text("models").split("[\\s,]+", -1))
                .filter(name -> !name.isEmpty())
                .distinct()
                .flatMap(name -> named(name, settings).stream())
                .toList();
        int k = (int) settings.required("k", 1, MOST_LISTED);
        long seed = settings.required("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        ModelParameters parameters = ModelParameters.of(settings);
        settings.checkNothingElse();
        return new RunConfig(models, k, seed, parameters, settings.all());
    }

    private static Optional<Model> named(String name, Settings settings) {
        try {
            return Optional.of(Models.named(name));
        } catch (IllegalArgumentException e) {
            settings.problem("models", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The same with other values for some keys.
     *
     * @param source where they come from, for messages
     * @throws IllegalArgumentException naming the source and every key that is unknown or out of range, with its value
     */
    public RunConfig with(String source, Map<String, String> changed) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(changed);
        return of(Settings.of(source, all));
    }

    /** @param file a run's own; without it nothing changes */
    RunConfig with(Optional<Path> file) throws IOException {
        return file.isPresent() ? of(read(file.get()).over(values)) : this;
    }

    /** With what a command line says: {@code --model}, {@code --k} and {@code --seed}, each where it is there. */
    RunConfig with(List<String> models, Optional<Integer> k, Optional<Long> seed) {
        Map<String, String> said = new TreeMap<>();
        if (!models.isEmpty()) {
            said.put("models", String.join(" ", models));
        }
        k.ifPresent(length -> said.put("k", length.toString()));
        seed.ifPresent(number -> said.put("seed", number.toString()));
        return with("the command line", said);
    }

    /** @throws IllegalArgumentException naming the file, when it cannot be read */
    static Settings read(Path file) throws IOException {
        try {
            return Settings.load(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + " is missing", e);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + " is no text in UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** For what learns one model only; the command that does is told. */
    Model only(String command) {
        if (models.size() != 1) {
            throw new IllegalArgumentException(command + " takes one model, and models names " + values.get("models")
                    + "; name one, there or with --model");
        }
        return models.get(0);
    }

    /** What differs from {@link #reference}, by key. */
    static SortedMap<String, String> changed(Map<String, String> values) {
        SortedMap<String, String> changed = new TreeMap<>(values);
        changed.entrySet().removeAll(reference().values().entrySet());
        return changed;
    }

    /** What differs from the reference, as a file that {@code --config} takes, after a first line that says why. */
    String file(String why) {
        StringBuilder text = new StringBuilder("# ").append(why).append('\n');
        changed(values)
                .forEach((key, value) -> text.append(key)
                        .append('=')
                        .append(value.replace("\\", "\\\\"))
                        .append('\n'));
        return text.toString();
    }
}
