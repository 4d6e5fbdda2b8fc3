package io.wetoken.stack.launcher.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.stack.launcher.WeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsIT {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    /** In a shown block after the prompt, or in the text between backticks. */
    private static final Pattern COMMAND = Pattern.compile("(?:^\\$ |`)\\./we ([^`]+)");

    @TempDir
    private Path home;

    @Test
    void everyLinkedFileIsThere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path document : Documents.all()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    dead.add(document + " links to " + link.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyCommandThatIsShownExistsWithItsOptions() throws Exception {
        TreeSet<String> shown = new TreeSet<>();
        for (Path document : Documents.all()) {
            for (String line : Documents.lines(document)) {
                Matcher command = COMMAND.matcher(line);
                while (command.find()) {
                    shown.add(command.group(1).strip());
                }
            }
        }
        assertThat(shown).contains("demo --exit", "epoch audit --date D");
        Help help = new Help(new WeProcess(home));
        List<String> unknown = new ArrayList<>();
        for (String command : shown) {
            for (String alternative : alternatives(command)) {
                unknown.addAll(unknown(help, alternative));
            }
        }
        assertThat(unknown).isEmpty();
    }

    /** The lab needs no stack, so its part of the guide is followed here. */
    @Test
    void theLabFindsWhatTheGuideShows() throws Exception {
        new Guide("data-scientists", home.resolve("guide"), Map.of()).follow(home, "./we lab");
    }

    /** Whoever measures the guard anew and writes it into the operators' guide gives it to the lab as well. */
    @Test
    void theLabReckonsWithTheGuardThatOperatorsReadOf() throws IOException {
        JsonNode kinds = new ObjectMapper()
                .readTree(WeProcess.root()
                        .resolve("reward-settlement/src/main/resources/io/wetoken/settlement/lab/guard-bench.json")
                        .toFile())
                .at("/figures/kinds");
        int compared = 0;
        for (String line : Documents.lines(WeProcess.root().resolve("docs/operators.md"))) {
            String[] cells = line.split("\\s*\\|\\s*", -1);
            if (cells.length == 10 && cells[1].matches("[A-Z_]+|honest")) {
                JsonNode kind = kinds.path(cells[1]);
                assertThat(kind.path("pointsADayUnguarded").asDouble()).as(line).isEqualTo(Double.valueOf(cells[6]));
                assertThat(kind.path("pointsADayAtOnce").asDouble()).as(line).isEqualTo(Double.valueOf(cells[7]));
                assertThat(kind.path("pointsADay").asDouble()).as(line).isEqualTo(Double.valueOf(cells[8]));
                compared++;
            }
        }
        assertThat(kinds).hasSize(compared).isNotEmpty();
    }

    /** {@code epoch plan|run} shows two commands. */
    private static List<String> alternatives(String command) {
        Matcher words =
                Pattern.compile("^((?:[a-z]+ )*)([a-z]+(?:\\|[a-z]+)+)$").matcher(command);
        if (!words.matches()) {
            return List.of(command);
        }
        List<String> alternatives = new ArrayList<>();
        for (String word : Pattern.compile("\\|").splitAsStream(words.group(2)).toList()) {
            alternatives.add(words.group(1) + word);
        }
        return alternatives;
    }

    private static List<String> unknown(Help helps, String command) throws Exception {
        List<String> words = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (String word : Pattern.compile("\\s+").splitAsStream(command).toList()) {
            if (word.startsWith("--")) {
                options.add(word.replaceAll("=.*", ""));
            } else if (options.isEmpty() && word.matches("[a-z]+")) {
                words.add(word);
            }
        }
        WeProcess.Ended help = helps.of(words);
        if (help.status() != 0) {
            return List.of("./we " + command + ": " + help.err());
        }
        return options.stream()
                .filter(option -> !help.out().contains(option))
                .map(option -> "./we " + command + ": no option " + option)
                .toList();
    }

    /** Asked for once, however often a command is shown. */
    private record Help(WeProcess we, Map<List<String>, WeProcess.Ended> said) {
        Help(WeProcess we) {
            this(we, new HashMap<>());
        }

        WeProcess.Ended of(List<String> words) throws Exception {
            WeProcess.Ended known = said.get(words);
            if (known == null) {
                List<String> line = new ArrayList<>(words);
                line.add("--help");
                known = we.run(line.toArray(String[]::new));
                said.put(words, known);
            }
            return known;
        }
    }
}
