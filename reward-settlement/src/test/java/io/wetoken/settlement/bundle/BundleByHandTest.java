package io.wetoken.settlement.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.settlement.EpochCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One small bundle that was worked out on paper, so that the rule is tested end to end wherever the project is. M is 10^6; a fraction in brackets is what
 * the floor took.
 *
 * <pre>
 * 1 index         likes are five times their baseline, which counts as 2 M, the other seven are at it: (7 M + 2 M) / 8 = 1,125,000
 * 2 elasticity    M + 0.5 * 125,000 = 1,062,500, but a day moves at most a thirtieth: 1,000,000 * 1.033333 = 1,033,333
 * 3 pool          W = 100 + 60 + 40 = 200 points, room = 10 * 200 = 2,000
 *                 carry 100; refill min(1,000,000 * 0.001 * 1.033333 = 1,033 (.333), 2,000, 1,900) = 1,033; buyback min(50, 867) = 50
 *                 pool = 100 + 1,033 + 50 = 1,183
 * 4 levels        activity 1,183 / 2 = 591 (.5); contribution min(592, 10 * 40 promotion) = 400
 * 5 activity      591 * points / 200        ann 295 (.5)   bob 177 (.3)   cleo 118 (.2)
 *                 30 % of it is shared      ann  88 (.5)   bob  53 (.1)   cleo  35 (.4)
 *                 kept                      ann 207        bob 124        cleo  83
 *   space of ann  bob 53 * 60/60 = 53, cleo 35 * 10/40 = 8 (.75): 61; ann takes a quarter, 15 (.25), and 46 are left for 60 : 10 points
 *                 bob 39 (30/70), cleo 6 (40/70), and the last unit to the larger remainder: bob 39, cleo 7
 *   space of bob  ann 88 * 40/100 = 35 (.2), cleo 35 * 20/40 = 17 (.5): 52; bob takes half, 26, and 26 are left for 40 : 20 points
 *                 ann 17 (20/60), cleo 8 (40/60), and the last unit: ann 17, cleo 9
 * 6 contribution  400 * promotion / 40: ann 300, bob 100. Bases 150 and 100 are within 2 : 1, so they duel:
 *                 bob 10 * 100 = 1,000, ann 30 * 150 = 4,500; min(300, 100) * 0.2 * 3,500 / 5,500 = 12 (.7) move to ann: ann 312, bob 88
 * 7 disseminators ann would give 20 %, the limit is 10 %: 31 (.2); cleo brought 10 of ann's 30: 10 (.3); ann keeps 302
 * 8 payouts       ann  207 + 15 + 17 + 302     = 541
 *                 bob  124 + 26 + 39 + 88      = 277
 *                 cleo  83 + 7 + 9 + 10 and 3 of before = 112
 *                 dora  5 of before, below the 20 that are paid: deferred again
 *                 given 930 - 3 = 927, carry 1,183 - 927 = 256, fund 1,000,000 - 1,033 = 998,967
 *                 before 1,000,000 + 100 + 50 + 8 = 1,000,158 = 998,967 + 256 + 0 + 5 + 930 after
 * </pre>
 */
class BundleByHandTest {
    @TempDir
    private Path out;

    @ParameterizedTest
    @ValueSource(strings = {"payouts.csv", "deferred.csv", "breakdown.csv", "fund.json"})
    void theBundlePaysWhatWasWorkedOutOnPaper(String file) throws URISyntaxException {
        Path bundle = Path.of(BundleByHandTest.class.getResource("by-hand").toURI());
        StringWriter said = new StringWriter();
        int status = EpochCommand.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute("plan", "--inputs", bundle.resolve("inputs").toString(), "--out", out.toString());
        assertThat(status).as("%s", said).isZero();
        assertThat(out.resolve(file)).hasSameBinaryContentAs(bundle.resolve("expected/" + file));
    }
}
