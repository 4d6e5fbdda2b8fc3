package io.wetoken.ingest.recover;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Epoch DAY = Epoch.parse("2026-11-23");

    @Test
    void theTableSaysByReasonWhatBecameOfIt() {
        Tally tally = new Tally();
        for (int i = 0; i < 1_200; i++) {
            tally.recovered("UNKNOWN_KIND");
        }
        tally.rejected("UNKNOWN_KIND", "UNKNOWN_KIND");
        tally.rejected("UNKNOWN_KIND", "ANCIENT_TIME");
        tally.rejected("NOT_YOURS", "NOT_YOURS");
        tally.recorded();

        assertThat(table(tally, false)).isEqualTo("""
                2026-11-23                    tried     recovered still rejected
                NOT_YOURS                         1             0              1
                UNKNOWN_KIND                  1,202         1,200              2
                  now ANCIENT_TIME                                             1
                all                           1,203         1,200              3
                recorded, not tried               1   replay their file again
                """);
        assertThat(table(tally, true)).startsWith("2026-11-23                    tried would recover still rejected");
    }

    @Test
    void aDayWithoutRefusalsIsSaidSo() {
        assertThat(table(new Tally(), false)).endsWith("""
                all                               0             0              0
                """);
    }

    private static String table(Tally tally, boolean dryRun) {
        StringWriter out = new StringWriter();
        tally.table(new PrintWriter(out), DAY, dryRun);
        return out.toString().replace(System.lineSeparator(), "\n");
    }
}
