package io.wetoken.settlement.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.settlement.EpochCommand;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The examples in {@code deploy/} can be read by whom they are for, and name only what there is. */
class ExamplesTest {
    private static final Path DEPLOY = TestServers.root().resolve("deploy");
    private static final Pattern METRIC = Pattern.compile("wetoken_[a-z_]+");
    private static final Pattern CONSTANT = Pattern.compile("\"(wetoken\\.ingest\\.[a-z.]+)\"");
    /** Minute, hour, day, month, weekday: the largest of each. */
    private static final int[] LARGEST = {59, 23, 31, 12, 7};

    @TempDir
    private Path temporary;

    @Test
    void cronLinesHaveFiveTimesAUserAndACommandThatExists() throws IOException {
        List<String> lines = Files.readAllLines(DEPLOY.resolve("cron/wetoken")).stream()
                .filter(line -> !line.startsWith("#") && !line.matches("[A-Z_]+=.*"))
                .toList();
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            String[] fields = line.split("\\s+", 7);
            for (int i = 0; i < LARGEST.length; i++) {
                assertTime(fields[i], LARGEST[i]);
            }
            assertThat(fields[5]).matches("[a-z]+");
            assertExists(fields[6].replaceFirst(" >>.*", ""));
        }
    }

    private static void assertTime(String field, int largest) {
        Matcher time = Pattern.compile("(\\*|\\d+(?:-\\d+)?)(?:/(\\d+))?").matcher(field);
        assertThat(time.matches()).as(field).isTrue();
        for (String number : field.split("\\D+", -1)) {
            assertThat(number.isEmpty() || Integer.parseInt(number) <= largest)
                    .as(field)
                    .isTrue();
        }
    }

    @Test
    void theServiceStartsACommandThatExists() throws IOException {
        Path unit = DEPLOY.resolve("systemd/wetoken-settlement.service");
        List<String> starts = Files.readAllLines(unit).stream()
                .filter(line -> line.startsWith("ExecStart="))
                .toList();
        assertThat(starts).hasSize(1);
        assertExists(starts.get(0).substring("ExecStart=".length()));
        assertThat(unit).content().contains("[Unit]", "[Service]", "[Install]", "KillMode=mixed");
    }

    @Test
    void theCronJobRunsACommandThatExists() throws IOException {
        JsonNode job = yaml("kubernetes/settlement.yaml");
        assertThat(job.path("kind").asText()).isEqualTo("CronJob");
        assertThat(job.at("/spec/concurrencyPolicy").asText()).isEqualTo("Forbid");
        assertThat(job.at("/spec/schedule").asText().split(" ", -1)).hasSize(LARGEST.length);
        JsonNode container = job.at("/spec/jobTemplate/spec/template/spec/containers/0");
        List<String> words = new ArrayList<>();
        container.path("command").forEach(word -> words.add(word.asText()));
        container.path("args").forEach(word -> words.add(word.asText()));
        assertExists(String.join(" ", words));
    }

    @Test
    void theDagRunsACommandThatExists() throws IOException {
        Path dag = DEPLOY.resolve("airflow/wetoken_epoch.py");
        Matcher command = Pattern.compile("command = \\[WE, (.*)\\]").matcher(Files.readString(dag));
        assertThat(command.find()).isTrue();
        assertExists("we "
                + command.group(1)
                        .replace("\"", "")
                        .replace(",", "")
                        .replace(" day ", " 2026-11-21 ")
                        .replace("SETTINGS", "we.properties"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wetoken_epoch.py", "wetoken_models.py"})
    void dagsCompile(String name) throws IOException, InterruptedException {
        Process python;
        try {
            python = new ProcessBuilder(
                            "python3",
                            "-c",
                            "import py_compile, sys; py_compile.compile(sys.argv[1], cfile=sys.argv[2], doraise=True)",
                            DEPLOY.resolve("airflow").resolve(name).toString(),
                            temporary.resolve("dag.pyc").toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "There is no python3 to compile the DAG with");
            return;
        }
        String said = new String(python.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
    }

    @Test
    void everyMetricOfTheRulesAndTheDashboardIsExported() throws IOException {
        Set<String> named = new TreeSet<>();
        for (JsonNode group : yaml("prometheus/rules.yaml").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                assertThat(rule.at("/annotations/summary").asText())
                        .as(rule.path("alert").asText())
                        .isNotEmpty();
                named.addAll(metrics(rule.path("expr").asText()));
            }
        }
        JsonNode dashboard = new ObjectMapper()
                .readTree(DEPLOY.resolve("grafana/wetoken.json").toFile());
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                named.addAll(metrics(target.path("expr").asText()));
            }
        }
        assertThat(named).hasSizeGreaterThan(25);
        assertThat(exported()).containsAll(named);
    }

    @Test
    void whatIsScrapedIsWhereTheSettingsSay() throws IOException {
        String text = yaml("prometheus/scrape.yaml").toString();
        assertThat(text).contains("127.0.0.1:8082", "127.0.0.1:8081");
    }

    private static Set<String> metrics(String expression) {
        Set<String> found =
                METRIC.matcher(expression).results().map(hit -> hit.group()).collect(Collectors.toSet());
        assertThat(found).as(expression).isNotEmpty();
        return found;
    }

    /** Settlement's own as they are scraped; the collector's by the names in its code, as micrometer makes them Prometheus'. */
    private static Set<String> exported() throws IOException {
        Set<String> all = metrics(new Figures().scrape());
        try (Stream<Path> sources = Files.walk(TestServers.root().resolve("ingest/src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher constant = CONSTANT.matcher(Files.readString(source));
                while (constant.find()) {
                    String name = constant.group(1).replace('.', '_');
                    all.addAll(List.of(name, name + "_total", name + "_seconds_bucket", name + "_seconds_count"));
                }
            }
        }
        return all;
    }

    /** With the options that it is given. */
    private static void assertExists(String line) {
        List<String> words = Arrays.asList(line.strip().split("\\s+", -1));
        assertThat(words.get(0)).endsWith("we");
        assertThat(words.get(1)).isEqualTo("epoch");
        // Throws for what there is not.
        assertThat(EpochCommand.commandLine()
                        .parseArgs(words.subList(2, words.size()).toArray(new String[0]))
                        .hasSubcommand())
                .as(line)
                .isTrue();
    }

    private static JsonNode yaml(String file) throws IOException {
        Map<String, Object> read =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(DEPLOY.resolve(file)));
        return new ObjectMapper().valueToTree(read);
    }
}
