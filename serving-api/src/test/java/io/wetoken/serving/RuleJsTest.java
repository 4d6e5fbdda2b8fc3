package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule as browsers compute it, in Node, on the frozen bundles that lie beside the project. */
class RuleJsTest {
    private static final Path ROOT = Path.of(System.getProperty("we.root", ".."));
    private static final Path VECTORS = ROOT.resolve("../shared/vectors");

    @TempDir
    private Path dir;

    @Test
    void everyBundlePaysWhatIsExpectedAndEveryBadOneIsRefused() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isDirectory(VECTORS), "no vectors at " + VECTORS);
        Path said = dir.resolve("said.txt");
        Process node = new ProcessBuilder(
                        "node",
                        ROOT.resolve("serving-api/src/test/js/vectors.mjs").toString(),
                        ROOT.resolve("serving-api/src/main/resources/static/js/rule.js")
                                .toAbsolutePath()
                                .toString(),
                        VECTORS.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String lines = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(node.exitValue()).as(lines).isZero();
        assertThat(lines.lines()).hasSizeGreaterThan(44).allMatch(line -> line.startsWith("ok "));
    }
}
