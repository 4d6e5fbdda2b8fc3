package io.wetoken.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import picocli.CommandLine;

class LabCommandTest {
    @TempDir
    private Path dir;

    private record Ended(int status, String out, String err) {}

    private static Ended lab(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                LabCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Ended(command.execute(arguments), out.toString(), err.toString());
    }

    @Test
    void listsTheExperiments() throws Exception {
        assertThat(lab("list").out())
                .contains("equilibrium", "splitting", "rings", "sniping", "sandbagging", "gifts", "runway", "attacker");
        assertThat(new ObjectMapper().readTree(lab("list", "--json").out()).get("experiments"))
                .hasSize(8);
    }

    @Test
    void sameSeedSameFiguresAndAnotherSeedOthers() {
        String first = lab("run", "rings", "--json").out();
        assertThat(lab("run", "rings", "--seed", "1", "--json").out()).isEqualTo(first);
        assertThat(lab("run", "rings", "--seed", "2", "--json").out()).isNotEqualTo(first);
    }

    @Test
    void aPageNeedsNothingElse() throws Exception {
        Ended ended =
                lab("run", "runway", "attacker", "--out", dir.resolve("lab").toString());
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("Share of the fund that is left", "10 years", "Written to");
        assertThat(ended.err()).contains("Ten years");
        String page = Files.readString(dir.resolve("lab/lab.html"));
        assertThat(page).contains("<svg", "./we lab run runway attacker --seed 1 --out DIR");
        assertThat(page).doesNotContain("<script", "http://", "https://", "NaN", "Infinity");
        // Well-formed, so that nothing is left unescaped or unclosed.
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.replace("<!doctype html>", ""))));
        JsonNode data = new ObjectMapper().readTree(dir.resolve("lab/lab.json").toFile());
        assertThat(data.at("/experiments/0/tables/0/rows/2/5").asDouble()).isBetween(.161, .162);
    }

    @Test
    void wrongInputIsNamed() throws Exception {
        assertWrong("There is no experiment 'dance'. There are: equilibrium", "run", "dance");
        Path file = Files.writeString(dir.resolve("file"), "no json");
        assertWrong("is not a directory", "run", "rings", "--out", file.toString());
        assertWrong("is not JSON", "run", "rings", "--guard", file.toString());
        assertWrong("is not a file", "run", "rings", "--guard", dir.toString());
        Files.writeString(file, "{}");
        assertWrong("no kind of fraud", "run", "rings", "--guard", file.toString());
        assertWrong("--seed", "run", "rings", "--seed", "x");
    }

    private static void assertWrong(String message, String... arguments) {
        Ended ended = lab(arguments);
        assertThat(ended.status()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains(message);
    }
}
