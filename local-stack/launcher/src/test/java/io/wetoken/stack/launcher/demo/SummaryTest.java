package io.wetoken.stack.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.stack.launcher.WeProcess;
import io.wetoken.stack.launcher.documents.Documents;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final BigInteger WE = BigInteger.TEN.pow(18);

    @Test
    void theReadmeShowsThePageThatTheDemoEndsWith() throws Exception {
        List<String> shown = Documents.blocks(WeProcess.root().resolve("README.md"), "").stream()
                .filter(block -> block.stream().anyMatch(line -> line.contains("events in")))
                .findFirst()
                .orElseThrow();
        assertThat(labels(shown)).isEqualTo(labels(page().lines().toList()));
    }

    private static List<String> labels(List<String> lines) {
        return lines.stream()
                .filter(line -> line.length() > 17)
                .map(line -> line.substring(0, 17).strip())
                .distinct()
                .toList();
    }

    private static String page() throws Exception {
        Stages stages = new Stages(line -> {});
        stages.run("start", "Starting", () -> null);
        Figures figures = new Figures(
                9,
                8,
                1,
                5,
                2,
                1,
                Map.of("RATE", 2L, "PARALLEL_PLAYS", 1L),
                3,
                "2026-11-23",
                900_000,
                950_000,
                WE,
                WE,
                WE,
                3,
                "0x" + "ab".repeat(32),
                31337,
                true,
                new Figures.Shown(6, 150, 3, 3, "2026-11-23-0123456789ab", Map.of("default", .3)));
        StringWriter page = new StringWriter();
        Summary.print(figures, stages, 1900, new PrintWriter(page));
        return page.toString();
    }
}
