package io.wetoken.recommender.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of models: {@code VERSION.model} files, which never change, and {@code current}, one line with the version to serve, replaced by renaming. So a
 * reader sees the old version or the new one, and an earlier one is brought back by {@link #use}. {@link Rollout} decides which is used.
 */
public final class ModelStore {
    private static final String CURRENT = "current";
    private static final String SUFFIX = ".model";
    private static final int NAMED = 12;

    private final Path directory;

    public ModelStore(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes a model as a new version, without using it. An equal one that is there already is kept.
     *
     * @param label what its version begins with, such as the day up to which it learnt
     * @return the version: the label and the beginning of the content's SHA-256
     */
    public String add(String label, TrainedModel model) throws IOException {
        Files.createDirectories(directory);
        Path written = Files.createTempDirectory(directory, ".").resolve("new");
        try {
            String version = label + "-" + ModelFile.write(written, model).substring(0, NAMED);
            Files.move(written, file(version), StandardCopyOption.ATOMIC_MOVE);
            return version;
        } finally {
            Files.deleteIfExists(written);
            Files.delete(written.getParent());
        }
    }

    /** From now on {@link #current} is this version, once its file has been read and found whole. */
    public void use(String version) throws IOException {
        open(version);
        point(version);
    }

    /** As {@link #use}, for whoever has just opened it. */
    void point(String version) throws IOException {
        Path temporary = Files.createTempFile(directory, ".", "." + CURRENT);
        try {
            Files.writeString(temporary, version + "\n");
            Files.move(temporary, directory.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Nothing before the first model. */
    public Optional<String> current() throws IOException {
        try {
            return Optional.of(Files.readString(directory.resolve(CURRENT)).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** @throws IOException when it is missing, cut short, changed, or another one than its name says */
    public TrainedModel open(String version) throws IOException {
        Path file = file(version);
        try {
            TrainedModel model = ModelFile.open(file);
            String sha = ModelFile.sha256(file);
            if (!version.endsWith("-" + sha.substring(0, NAMED))) {
                throw new IOException(
                        "Model file " + file + " is another model than its name says: its sha256 is " + sha);
            }
            return model;
        } catch (NoSuchFileException e) {
            throw new IOException("Model " + version + " is missing in " + directory, e);
        }
    }

    /**
     * What a version says of itself, at the cost of its first page: the file's length is compared with what it should be, its content is not.
     *
     * @throws IOException when it is missing, cut short or none
     */
    public Card card(String version) throws IOException {
        try {
            return ModelFile.card(file(version));
        } catch (NoSuchFileException e) {
            throw new IOException("Model " + version + " is missing in " + directory, e);
        }
    }

    /** In the order of their names. */
    public List<String> versions() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    private Path file(String version) throws IOException {
        if (!version.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
            throw new IOException("'" + version + "' in " + directory + " is no model version");
        }
        return directory.resolve(version + SUFFIX);
    }
}
