package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.audit.Audit;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Spaces.Space;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the audit of a paid epoch passes over and what it names, on a real chain that is put back before each test. */
class AuditIT extends ChainPutBack {
    private static final Epoch DAY = Epoch.parse("2026-11-20");
    private static final Epoch NEXT = Epoch.parse("2026-11-21");

    @BeforeEach
    void begin() throws IOException, InterruptedException {
        for (String left : List.of("prepared", "archive")) {
            OutputDirectory.delete(world.home.resolve(left));
        }
        Files.createDirectories(world.home.resolve("archive/manifests"));
        world.prepare(DAY);
        world.prepare(NEXT);
    }

    @Test
    void anEarlierDayThatIsClosedLateMovesNoPaidDay() throws IOException, InterruptedException {
        run(NEXT, State.RECONCILED);
        assertThat(differences(NEXT)).isEmpty();
        run(DAY, State.CLOSED);
        assertThat(world.home.resolve("archive/manifests/" + DAY + ".json")).exists();
        assertThat(differences(NEXT)).isEmpty();
    }

    @Test
    void aFrozenDayWithAnotherManifestIsNamed() throws IOException, InterruptedException {
        run(DAY, State.CLOSED);
        run(NEXT, State.RECONCILED);
        Path manifest = world.home.resolve("archive/manifests/" + DAY + ".json");
        Files.writeString(manifest, Files.readString(manifest) + "\n");
        assertThat(differences(NEXT)).first().asString().contains("archive", DAY + ".json changed after closing");
    }

    @Test
    void otherDaysThanWereFrozenAreNamed() throws IOException, InterruptedException {
        run(DAY, State.CLOSED);
        run(NEXT, State.RECONCILED);
        Path days = world.home.resolve("epochs/" + NEXT + "/statistics/days.csv");
        Files.write(
                days,
                Files.readAllLines(days).stream()
                        .filter(row -> !row.startsWith(DAY + ","))
                        .toList());
        assertThat(differences(NEXT)).first().asString().contains("archive", "days.csv has sha256");
    }

    @Test
    void aReviewThatComesOutOtherwiseIsNamed() throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        Path difference = world.home.resolve("review.difference");
        Files.writeString(difference, "the hourly roots are others\n");
        try {
            assertThat(differences(DAY)).singleElement().asString().contains("review", "the hourly roots are others");
        } finally {
            Files.delete(difference);
        }
    }

    /** The money of the first account would go where somebody else wants it. */
    @Test
    void aChangedAddressIsNamedByTheAudit() throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        redirectTheFirst();
        assertThat(differences(DAY))
                .singleElement()
                .asString()
                .contains("addresses", "addresses.csv:2: then 'user+0,0xff");
    }

    /** The scores are what they were paid by, and by their addresses; the jobs are told the derived ones. */
    @Test
    void theAuditScoresWithTheAddressesThatTheSaltGives() throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        world.configure(Map.of(
                "job.scores",
                world.script(
                        "compares",
                        "cmp \"$addresses\" epochs/$date/addresses.csv && [ $addresses != "
                                + "epochs/$date/addresses.csv ] && cp -r prepared/$date/scores \"$out\"")));
        assertThat(differences(DAY)).isEmpty();
        redirectTheFirst();
        assertThat(differences(DAY)).anyMatch(line -> line.startsWith("scores") && line.contains("differ"));
    }

    @Test
    void anAddressThatWasChangedAfterTheScoresIsRefusedByTheNextStep() throws IOException, InterruptedException {
        run(DAY, State.SCORED);
        redirectTheFirst();
        assertThatThrownBy(() -> run(DAY, State.PLANNED)).message().contains("addresses.csv was changed");
        assertThat(store.epochs().find(DAY).orElseThrow().state()).isEqualTo(State.SCORED);
    }

    /** A run that was killed before the scores left the file; somebody changed it; the same step runs again. */
    @Test
    void anAddressThatWasChangedBeforeTheScoresIsRefusedByTheStepItself() throws IOException, InterruptedException {
        world.configure(Map.of("job.scores", world.script("fails", "exit 1")));
        assertThatThrownBy(() -> run(DAY, State.SCORED)).message().contains("The job scores");
        redirectTheFirst();
        world.configure(Map.of());
        assertThatThrownBy(() -> run(DAY, State.SCORED))
                .message()
                .contains("addresses.csv was changed", "not what the account salt and the redirects give");
    }

    @Test
    void whatOwnersSetIsWhatTheDayIsScoredWith() throws IOException, InterruptedException {
        setShares("user 3", 250_000, DAY);
        setShares("ann, \"the first\"", 0, DAY.plusDays(-7));
        setShares("user 4", 1, NEXT);
        run(DAY, State.RECONCILED);
        Path file = world.home.resolve("epochs/" + DAY + "/shares.csv");
        assertThat(file).hasContent("""
                account,ownerSharePpm,disseminatorSharePpm
                ann%2C+%22the+first%22,0,70000
                user+3,250000,70000
                """);
        assertThat(store.epochs().find(DAY).orElseThrow().details())
                .containsEntry("sharesSha256", FileDigests.of(file));
        world.configure(Map.of(
                "job.scores",
                world.script(
                        "compares",
                        "cmp \"$shares\" epochs/$date/shares.csv && [ $shares != epochs/$date/shares.csv ]"
                                + " && cp -r prepared/$date/scores \"$out\"")));
        setShares("user 3", 999_999, NEXT);
        assertThat(differences(DAY)).isEmpty();
    }

    @Test
    void sharesThatWereChangedAfterTheScoresAreNamed() throws IOException, InterruptedException {
        setShares("user 3", 250_000, DAY);
        run(DAY, State.SCORED);
        Path file = world.home.resolve("epochs/" + DAY + "/shares.csv");
        String were = Files.readString(file);
        Files.writeString(file, were.replace("250000", "950000"));
        assertThatThrownBy(() -> run(DAY, State.PLANNED)).message().contains("shares.csv was changed");
        Files.writeString(file, were);
        run(DAY, State.RECONCILED);
        Files.writeString(file, were.replace("250000", "950000"));
        assertThat(differences(DAY))
                .singleElement()
                .asString()
                .contains("shares", "shares.csv:2: then 'user+3,950000,70000', now 'user+3,250000,70000'");
    }

    /** A run that was killed before the scores left the file; somebody changed it; the same step runs again. */
    @Test
    void sharesThatWereChangedBeforeTheScoresAreRefused() throws IOException, InterruptedException {
        setShares("user 3", 250_000, DAY);
        world.configure(Map.of("job.scores", world.script("fails", "exit 1")));
        assertThatThrownBy(() -> run(DAY, State.SCORED)).message().contains("The job scores");
        Files.writeString(world.home.resolve("epochs/" + DAY + "/shares.csv"), "x");
        world.configure(Map.of());
        assertThatThrownBy(() -> run(DAY, State.SCORED))
                .message()
                .contains("shares.csv was changed", "not what the owners of spaces have set");
    }

    private void setShares(String owner, long ownerShare, Epoch from) {
        store.spaces().set(new Space(new AccountId(owner), ownerShare, 70_000, from), from.plusDays(-1));
    }

    /** The whole address: some digits of it may be the derived one's, which differs with every chain. */
    private static void redirectTheFirst() throws IOException {
        Path addresses = world.home.resolve("epochs/" + DAY + "/addresses.csv");
        String derived = Files.readString(addresses);
        String changed = derived.replaceFirst("(\nuser\\+0,0x)[0-9a-fA-F]{40}", "$1" + "ff".repeat(20));
        assertThat(changed).isNotEqualTo(derived);
        Files.writeString(addresses, changed);
    }

    @Test
    void theLogThatAnAuditNamesIsThereToBeRead() throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        world.configure(Map.of("job.statistics", world.script("full", "echo 'no space left'; exit 1")));
        String failed = differences(DAY).get(0);
        assertThat(failed).contains("The job audit-statistics", "no space left");
        Path log = Path.of(failed.replaceAll("(?s).*\\(see (.*)\\).*", "$1"));
        assertThat(log).hasParent(world.config().log().toAbsolutePath()).hasContent("no space left");
    }

    /** What is recomputed is as private as what it is compared with: it stays below epochs.dir, and does not stay. */
    @Test
    void whatAnAuditComputesIsBesideTheEpochsAndGoneAfterwards() throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        world.configure(Map.of("job.scores", world.script("where", "echo \"$out\" > where.txt; exit 1")));
        assertThat(differences(DAY)).isNotEmpty();
        assertThat(world.home.resolve("where.txt"))
                .hasContent(
                        world.home.resolve("epochs/.audit-" + DAY + "/scores").toString());
        assertThat(world.home.resolve("epochs/.audit-" + DAY)).doesNotExist();
    }

    @Test
    void anAuditClearsWhatAKilledOneLeft() throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        Path left = Files.createDirectories(world.home.resolve("epochs/.audit-" + NEXT + "/scores"));
        Process job = new ProcessBuilder("/bin/sh", "-c", "sleep 600; echo --date " + NEXT).start();
        try {
            Files.writeString(world.config().log().resolve("audit-scores-" + NEXT + ".pid"), job.pid() + "\n");
            Files.createDirectories(world.home.resolve("epochs/.audit-" + DAY + "/scores"));
            assertThat(differences(DAY)).isEmpty();
            assertThat(left.getParent()).doesNotExist();
            assertThat(job.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            job.destroyForcibly();
        }
    }

    @Test
    void aSecondAuditIsToldOfTheFirst() throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        try (RunLock first =
                RunLock.take(world.config().epochs(), ".audit.lock", NEXT).orElseThrow()) {
            first.during(() -> {
                assertThatThrownBy(() -> differences(DAY))
                        .message()
                        .contains("Another audit is at work", "epoch " + NEXT);
                return null;
            });
        }
    }

    /** The balances are those after the last epoch; before, nobody can say what they were. */
    @Test
    void whatCannotBeCheckedAnyMoreIsListedAndDoesNotDiffer() throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        assertThat(audit(DAY)).allMatch(check -> check.note().isEmpty());
        run(NEXT, State.RECONCILED);
        assertThat(differences(DAY)).isEmpty();
        assertThat(audit(DAY))
                .filteredOn(check -> check.note().isPresent())
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.name()).isEqualTo("chain: balances of pool and fund");
                    assertThat(check.note()).contains("not checkable: later epochs have been committed");
                });
    }

    @Test
    void aMissingPlanFailsItsChecksByNameAndTheOthersAreMade() throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        world.configure(Map.of("job.scores", world.script("fails", "exit 1")));
        OutputDirectory.delete(world.home.resolve("epochs/" + DAY + "/plan"));
        assertThat(audit(DAY)).hasSize(18);
        List<String> all = differences(DAY);
        assertThat(all).anyMatch(line -> line.startsWith("plan") && line.contains("params.json"));
        assertThat(all)
                .filteredOn(line -> line.startsWith("chain"))
                .hasSize(4)
                .allMatch(line -> line.contains("no such file"));
    }

    @Test
    void aNodeThatDoesNotAnswerFailsOnlyTheChecksThatAskIt() throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        List<String> all = of(new Audit(world.config(), store, "http://127.0.0.1:1", line -> {}).of(DAY));
        // What the fund held before the first epoch is the chain's word too.
        assertThat(all)
                .filteredOn(line -> line.contains("No node answers at http://127.0.0.1:1"))
                .extracting(line -> line.replaceAll(":.*", ""))
                .containsExactly(
                        "confirmed", "redirects", "bundle", "chain", "chain", "chain", "chain", "chain", "chain");
        assertThat(all).noneMatch(line -> line.startsWith("archive") || line.startsWith("scores"));
    }

    @Test
    void aContractsFileThatWasCutShortIsADifferenceThatNamesIt() throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        Path file = world.home.resolve("contracts.json");
        String contracts = Files.readString(file);
        try {
            Files.writeString(file, contracts.replaceFirst("(\"custody\" : \"0x[0-9a-f]{8})[0-9a-f]{32}", "$1"));
            assertThat(differences(DAY).get(0))
                    .startsWith("confirmed")
                    .contains("contracts.json is not a contracts file", "is no lower-case address");
        } finally {
            Files.writeString(file, contracts);
        }
    }

    @Test
    void anEditOfTheRuleMovesNoPaidDay() throws IOException, InterruptedException {
        RuleParameters earlier = RuleParameters.of(
                Settings.of("an earlier release", edited(Map.of("betaPpm", "250000", "sharedPpm", "100000"))));
        assertThat(earlier.sha256()).isNotEqualTo(RuleParameters.reference().sha256());
        for (Epoch epoch : List.of(DAY, NEXT)) {
            new EpochRun(world.config(), store, InstantSource.system(), Probe.NONE, earlier, line -> {})
                    .run(epoch, State.RECONCILED, false);
        }
        assertThat(differences(DAY)).isEmpty();
        assertThat(differences(NEXT)).isEmpty();
    }

    /** All but the day and the money may differ between releases; none may differ from what the row says it was. */
    @Test
    void aParameterThatWasChangedAfterwardsIsNamed() throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        run(NEXT, State.RECONCILED);
        changeParameter("betaPpm", "499999");
        assertThat(differences(NEXT)).anyMatch(line -> line.contains("the rule in params.json has sha256"));
        changeParameter("betaPpm", "500000");
        assertThat(differences(NEXT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "epoch, \"2026-11-22\"",
                "fund, \"1\"",
                "carry, \"1\"",
                "adBuyback, \"1\"",
                "previousElasticityPpm, 1000001"
            })
    void aDerivedValueThatWasChangedIsNamed(String key, String value) throws IOException, InterruptedException {
        run(DAY, State.RECONCILED);
        run(NEXT, State.RECONCILED);
        changeParameter(key, value);
        assertThat(differences(NEXT))
                .singleElement()
                .asString()
                .startsWith("bundle")
                .contains("params.json:", "then '  \"" + key + "\": " + value + ",'");
    }

    /** What the first epoch began with can be derived from nothing, so its digest must tell. */
    @Test
    void aGenesisValueThatWasChangedIsNamed() throws IOException, InterruptedException {
        run(NEXT, State.RECONCILED);
        changeParameter("adBuyback", "\"1\"");
        assertThat(differences(NEXT)).anyMatch(line -> line.contains("again the bundle has sha256"));
    }

    @Test
    void aBundleThatIsNoneIsNamed() throws IOException, InterruptedException {
        run(NEXT, State.RECONCILED);
        changeParameter("betaPpm", "none");
        assertThat(differences(NEXT)).first().asString().startsWith("bundle").contains("params.json: ");
    }

    private static void changeParameter(String key, String value) throws IOException {
        Path params = world.home.resolve("epochs/" + NEXT + "/inputs/params.json");
        Files.writeString(
                params, Files.readString(params).replaceFirst("(\n  \"" + key + "\": ).*,", "$1" + value + ","));
    }

    /** The built-in rule with some values changed. */
    private static Map<String, String> edited(Map<String, String> changes) throws IOException {
        Properties rule = new Properties();
        try (InputStream in = RuleParameters.class.getResourceAsStream("reward-rule.properties")) {
            rule.load(in);
        }
        Map<String, String> values = new TreeMap<>();
        rule.stringPropertyNames().forEach(key -> values.put(key, rule.getProperty(key)));
        values.putAll(changes);
        return values;
    }

    /** A digest a day would be some 14 kB in every read of the row. */
    @Test
    void theRowHasOneDigestOfAllDays() throws IOException, InterruptedException {
        Map<String, String> details = run(DAY, State.SCORED).row().details();
        assertThat(details.get("daysSha256")).hasSize(64);
        assertThat(details).doesNotContainKey("lookedBackTo");
    }

    private EpochRun.Result run(Epoch epoch, State until) throws IOException, InterruptedException {
        return world.run(store, Probe.NONE).run(epoch, until, false);
    }

    private List<String> differences(Epoch epoch) throws IOException, InterruptedException {
        return of(audit(epoch));
    }

    private List<Audit.Check> audit(Epoch epoch) throws IOException, InterruptedException {
        return new Audit(world.config(), store, world.anvil.url(), line -> {}).of(epoch);
    }

    private static List<String> of(List<Audit.Check> checks) {
        return checks.stream()
                .filter(check -> check.difference().isPresent())
                .map(check -> check.name() + " " + check.difference().get())
                .toList();
    }
}
