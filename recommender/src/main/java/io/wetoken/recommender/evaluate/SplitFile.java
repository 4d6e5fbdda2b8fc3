package io.wetoken.recommender.evaluate;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** {@code user item item …} a line: integers, blank-separated; gzipped or not, whatever the name. Lines of one user are added up, empty lines skipped. */
final class SplitFile {
    private SplitFile() {}

    /**
     * What a file says.
     *
     * @param notes what was left out, each with its count and where it first is
     */
    record Lines(Map<Long, SortedSet<Long>> users, List<String> notes) {}

    /** @throws IllegalArgumentException that begins {@code file:line} and gives the value, when the file is not what it must be */
    static Lines read(Path file) throws IOException {
        Map<Long, SortedSet<Long>> users = new TreeMap<>();
        int number = 0;
        Skipped twice = new Skipped();
        Skipped empty = new Skipped();
        try (BufferedReader in = open(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                StringTokenizer words = new StringTokenizer(line);
                if (words.hasMoreTokens()) {
                    long user = id(words.nextToken());
                    SortedSet<Long> items = users.computeIfAbsent(user, any -> new TreeSet<>());
                    if (!words.hasMoreTokens()) {
                        empty.add(number, user);
                    }
                    while (words.hasMoreTokens()) {
                        long item = id(words.nextToken());
                        if (!items.add(item)) {
                            twice.add(number, item);
                        }
                    }
                }
            }
        } catch (NumberFormatException | CharacterCodingException e) {
            throw new IllegalArgumentException(
                    file + ":" + number + ": 'user item item …' in integers expected, " + found(e), e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + " is missing", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + ": cannot be read after line " + number + ": " + e.getMessage(), e);
        }
        if (users.isEmpty()) {
            throw new IllegalArgumentException(file + " has no users; expected 'user item item …' a line");
        }
        List<String> notes = new ArrayList<>();
        twice.note(file, "items that their user has already count once", "item").ifPresent(notes::add);
        empty.note(file, "lines name a user without items", "user").ifPresent(notes::add);
        return new Lines(users, notes);
    }

    private static long id(String word) {
        return Long.parseLong(word);
    }

    private static String found(Exception e) {
        return e instanceof NumberFormatException
                ? e.getMessage().replace("For input string:", "found")
                : "found no text";
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            bytes.mark(2);
            boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            InputStream plain = zipped ? new GZIPInputStream(bytes) : bytes;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }
}
