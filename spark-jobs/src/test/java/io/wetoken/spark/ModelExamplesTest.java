package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The examples in {@code deploy/} that train models name only commands and options that there are, in an order that makes sense. */
class ModelExamplesTest {
    private static final Path ROOT = TestServers.root();
    private static final String DAY = "2026-11-21";
    private static final String[] STEPS = {"check", "train", "rank", "analyse"};

    /** What {@code ./we} adds by itself. */
    private static final Map<String, List<String>> ADDED =
            Map.of("check", List.of(), "train", List.of("--out", "models"), "rank", List.of("--models", "models"));

    @Test
    void cronChecksTrainsAndRanksEachOnlyIfTheOneBeforeSaysYes() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("deploy/cron/wetoken-models"));
        String config = lines.stream()
                .filter(line -> line.startsWith("CONFIG="))
                .findFirst()
                .orElseThrow()
                .substring("CONFIG=".length());
        String line = lines.get(lines.size() - 1);
        assertThat(line).matches("\\d+ \\d+ \\* \\* \\* [a-z]+ d=\\$\\(date -u -d yesterday \\+\\\\%F\\); .*");
        Matcher command = Pattern.compile("/opt/wetoken/we reco (\\w+) (.*?)(?: && |; (?=/)|\\) >>)")
                .matcher(line);
        List<String> steps = new ArrayList<>();
        while (command.find()) {
            steps.add(command.group(1));
            assertThereIs(
                    command.group(1),
                    command.group(2)
                            .replace("$CONFIG", config)
                            .replace("$d", DAY)
                            .split(" "));
        }
        assertThat(steps).containsExactly(STEPS);
        assertThat(line)
                .containsPattern(
                        "reco check [^;]* && [^;]*reco train [^;]* && [^;]*reco rank [^&]*; [^;]*reco analyse");
    }

    @Test
    void theDagRunsTheSameSteps() throws IOException {
        Path dag = ROOT.resolve("deploy/airflow/wetoken_models.py");
        String text = Files.readString(dag);
        assertThat(text).contains("check >> train >> rank\n", "check >> analyse\n");
        Matcher steps = Pattern.compile("for step in \\((.*)\\)").matcher(text);
        assertThat(steps.find()).isTrue();
        assertThat(steps.group(1).replace("\"", "").split(", ")).containsExactly(STEPS);
        Matcher command =
                Pattern.compile("command = \\[WE, \"reco\", step, (.*)\\]").matcher(text);
        assertThat(command.find()).isTrue();
        String[] options = Arrays.stream(command.group(1).replace("\"", "").split(", "))
                .map(word -> word.equals("day") ? DAY : word.equals("SETTINGS") ? "we.properties" : word)
                .toArray(String[]::new);
        for (String step : STEPS) {
            assertThereIs(step, options);
        }
    }

    /** The table of what is analysed is another module's command: of it the script is asked. */
    private static void assertThereIs(String step, String[] options) throws IOException {
        CommandLine command = switch (step) {
            case "check" -> CheckDay.commandLine();
            case "train" -> TrainModel.commandLine(InstantSource.system());
            case "rank" -> Rank.commandLine(InstantSource.system());
            default -> null;
        };
        if (command == null) {
            assertThat(Files.readString(ROOT.resolve("we"))).contains("./we reco " + step + " --date D");
            assertThat(options).containsExactly("--date", DAY, "--config", options[3]);
            return;
        }
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(ADDED.get(step));
        // Throws for what there is not.
        assertThat(command.parseArgs(words.toArray(String[]::new)).matchedOptionValue("--date", ""))
                .isEqualTo(DAY);
    }
}
