package io.wetoken.settlement.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
    @TempDir
    private Path log;

    @Test
    void whatNobodyExpectedIsThatChecksDifferenceAndItsTraceIsKept() throws InterruptedException {
        Checks checks = new Checks(log, "audit-2026-11-21", text -> {});
        checks.add("addresses", () -> {
            throw new IllegalArgumentException("nobody expected this");
        });
        checks.add("shares", Optional::empty);
        assertThat(checks.made()).hasSize(2);
        String failed = checks.made().get(0).difference().orElseThrow();
        assertThat(failed).contains("IllegalArgumentException", "nobody expected this");
        assertThat(Path.of(failed.replaceAll("(?s).*\\(see (.*)\\).*", "$1")))
                .hasParent(log)
                .content()
                .contains("at io.wetoken.settlement.audit.ChecksTest");
        assertThat(checks.made().get(1).difference())
                .as("the next is made all the same")
                .isEmpty();
    }
}
