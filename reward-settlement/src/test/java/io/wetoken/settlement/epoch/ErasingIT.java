package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.audit.Audit;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.settlement.erase.Erasing;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Spaces.Space;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person is erased from days that were paid on a real chain; whoever looks afterwards finds the sums and not the person. */
class ErasingIT extends ChainPutBack {
    private static final Epoch DAY = Epoch.parse("2026-11-20");
    private static final Epoch NEXT = Epoch.parse("2026-11-21");
    private static final AccountId PERSON = new AccountId("user 3");
    private static final String ENCODED = "user+3";

    private String secret;

    @BeforeEach
    void begin() throws IOException, InterruptedException {
        for (String left : List.of("prepared", "archive")) {
            OutputDirectory.delete(world.home.resolve(left));
        }
        Files.createDirectories(world.home.resolve("archive/manifests"));
        Files.deleteIfExists(world.home.resolve("jobs.txt"));
        Path analysis = Files.createDirectories(world.home.resolve("analysis/" + DAY));
        Files.writeString(analysis.resolve("taste.csv"), """
                account,kind,name,watchMs,sharePpm
                user+2,CREATOR,user+3,5,1000000
                user+2,CONTENT,user+3,5,1000000
                user+3,CREATOR,user+2,5,1000000
                user+4,HOUR,07,1,1000000
                """);
        world.configure(Map.of(
                "analysis.dir",
                analysis.getParent().toString(),
                "job.erase",
                world.script("erase", "[ -f \"$erasure\" ] && cp \"$erasure\" erasure.seen")));
        secret = Files.readString(saltFile());
        world.prepare(DAY);
        world.prepare(NEXT);
        store.spaces().set(new Space(PERSON, 250_000, 0, DAY), DAY.plusDays(-1));
        run(DAY);
    }

    /** Later tests of the class derive from the same secret. */
    @AfterEach
    void giveTheSecretBack() throws IOException {
        Files.writeString(saltFile(), secret);
    }

    @Test
    void nothingTellsWhoseAddressItWasAndEverythingElseIsAsItWas() throws IOException, InterruptedException {
        Address address = store.wallets().addressOf(PERSON).orElseThrow();
        String published = Files.readString(files(DAY).published().resolve("index.json"));
        byte[] payouts = Files.readAllBytes(files(DAY).plan().resolve("payouts.csv"));
        Erasing.Erased erased = erasing(Probe.NONE).erase(PERSON);
        assertThat(erased.days()).isEqualTo(1);
        assertThat(store.wallets().addressOf(PERSON)).isEmpty();
        AccountId nobody = store.wallets().accountOf(address).orElseThrow();
        assertThat(nobody.value()).startsWith("erased-");
        assertThat(store.spaces().at(nobody, DAY).orElseThrow().ownerSharePpm()).isEqualTo(250_000);
        assertThat(world.addresses().of(PERSON.value()))
                .as("the secret that its name gave the address with is gone")
                .isNotEqualTo(address.hex());
        assertThat(naming(ENCODED)).isEmpty();
        assertThat(files(DAY).plan().resolve("payouts.csv")).hasBinaryContent(payouts);
        assertThat(files(DAY).published().resolve("index.json")).hasContent(published);
        assertThat(world.home.resolve("analysis/" + DAY + "/taste.csv"))
                .hasContent("account,kind,name,watchMs,sharePpm\nuser+2,CREATOR," + nobody
                        + ",5,1000000\nuser+2,CONTENT,user+3,5,1000000\nuser+4,HOUR,07,1,1000000\n");
        theArchiveToo(nobody);
        assertThat(differences(DAY)).isEmpty();
    }

    @Test
    void everybodyElseKeepsTheirAddress() throws IOException, InterruptedException {
        AccountId other = new AccountId("user 4");
        Address address = store.wallets().addressOf(other).orElseThrow();
        erasing(Probe.NONE).erase(PERSON);
        erasing(Probe.NONE).erase(new AccountId("user 5"));
        run(NEXT);
        assertThat(Files.readAllLines(files(NEXT).addresses())).contains("user+4," + address);
        assertThat(store.wallets().addressOf(other)).contains(address);
    }

    @Test
    void whoComesBackIsSomebodyNew() throws IOException, InterruptedException {
        Address address = store.wallets().addressOf(PERSON).orElseThrow();
        erasing(Probe.NONE).erase(PERSON);
        run(NEXT);
        assertThat(store.wallets().addressOf(PERSON)).get().isNotEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"begun", "archive", "tables", "store", "salts", "wallet", "secret"})
    void anErasureThatIsKilledAnywhereGoesOn(String point) throws IOException, InterruptedException {
        Address address = store.wallets().addressOf(PERSON).orElseThrow();
        Erasing killed = erasing(reached -> {
            if (reached.equals(point)) {
                throw new IllegalStateException("killed at " + point);
            }
        });
        assertThatThrownBy(() -> killed.erase(PERSON)).hasMessage("killed at " + point);
        assertThatThrownBy(() -> run(NEXT)).hasMessageContaining("./we account erase --resume");
        assertThatThrownBy(() -> erasing(Probe.NONE).erase(new AccountId("user 4")))
                .hasMessageContaining("Another erasure is not finished");
        erasing(Probe.NONE).resume();
        AccountId nobody = store.wallets().accountOf(address).orElseThrow();
        assertThat(nobody.value()).startsWith("erased-");
        assertThat(naming(ENCODED)).isEmpty();
        theArchiveToo(nobody);
        assertThat(differences(DAY)).isEmpty();
        run(NEXT);
        assertThatThrownBy(() -> erasing(Probe.NONE).resume()).hasMessage("There is no unfinished erasure");
    }

    @Test
    void aDayThatIsPaidHalfIsFinishedFirst() throws IOException, InterruptedException {
        world.run(store, Probe.NONE).run(NEXT, State.PLANNED, false);
        assertThatThrownBy(() -> erasing(Probe.NONE).erase(PERSON))
                .isInstanceOf(SettlementException.class)
                .hasMessageContaining("Epoch " + NEXT + " is PLANNED");
        assertThat(store.wallets().addressOf(PERSON)).isPresent();
        assertThat(EpochFiles.erasure(world.config().epochs())).doesNotExist();
    }

    /** Such a day can only be closed; nothing is to be waited for. */
    @Test
    void aDayThatALaterOneHasOvertakenIsErasedFromToo() throws IOException, InterruptedException {
        Epoch earlier = DAY.plusDays(-1);
        world.prepare(earlier);
        world.run(store, Probe.NONE).run(earlier, State.CLOSED, false);
        Files.createDirectories(files(earlier).statistics());
        Files.writeString(files(earlier).statistics().resolve("accounts.csv"), "account,person\nuser+3,user+3\n");
        assertThat(erasing(Probe.NONE).erase(PERSON).days()).isEqualTo(2);
        assertThat(naming(ENCODED)).isEmpty();
    }

    @Test
    void withAnotherSecretNothingIsErased() throws IOException {
        Files.writeString(saltFile(), "12".repeat(32) + "\n");
        assertThatThrownBy(() -> erasing(Probe.NONE).erase(PERSON))
                .hasMessageContaining("is not the one that addresses");
        assertThat(EpochFiles.erasure(world.config().epochs())).doesNotExist();
    }

    @Test
    void aJobThatFailsLeavesTheErasureToBeResumed() throws IOException, InterruptedException {
        world.configure(Map.of("job.erase", world.script("fails", "echo 'no space left'; exit 1")));
        assertThatThrownBy(() -> erasing(Probe.NONE).erase(PERSON))
                .hasMessageContaining("no space left")
                .hasMessageContaining("--resume");
        assertThat(erasing(Probe.NONE).unfinished()).isTrue();
        assertThat(store.wallets().addressOf(PERSON)).isPresent();
    }

    /** What stands for files of the archive is as much part of a day as its manifest. */
    @Test
    void whatIsReplacedInTheArchiveLaterIsNamedByTheAudit() throws IOException, InterruptedException {
        Path judged = world.home.resolve("archive/judged/epoch=" + DAY + "/part-0.parquet");
        Path other = judged.resolveSibling("other-0.parquet");
        Files.writeString(other, "what somebody else would like");
        Path replaced =
                Files.createDirectories(world.home.resolve("archive/replaced")).resolve(DAY + ".csv");
        Files.writeString(
                replaced,
                "path,by,bytes,sha256\njudged/epoch=" + DAY + "/part-0.parquet,judged/epoch=" + DAY
                        + "/other-0.parquet," + Files.size(other) + "," + FileDigests.of(other) + "\n");
        assertThat(differences(DAY))
                .anyMatch(line -> line.startsWith("archive") && line.contains("replaced/" + DAY + ".csv"));
    }

    private void run(Epoch epoch) throws IOException, InterruptedException {
        assertThat(world.run(store, Probe.NONE)
                        .run(epoch, State.RECONCILED, false)
                        .waitsFor())
                .isEmpty();
    }

    private Erasing erasing(Probe probe) throws IOException {
        return new Erasing(world.config(), store, InstantSource.system(), new SecureRandom(), probe, line -> {});
    }

    private EpochFiles files(Epoch epoch) throws IOException {
        return new EpochFiles(world.config().epochs(), epoch);
    }

    private static Path saltFile() {
        return world.home.resolve("secrets/account-salt");
    }

    /** What the job does to the archive, so that what is computed from it again has the other name. */
    private void theArchiveToo(AccountId nobody) throws IOException {
        Path accounts = world.home.resolve("prepared/" + DAY + "/statistics/accounts.csv");
        List<String> lines = Files.readAllLines(accounts);
        Files.write(
                accounts,
                Stream.concat(
                                lines.stream().limit(1),
                                lines.stream()
                                        .skip(1)
                                        .map(line ->
                                                line.equals(ENCODED + "," + ENCODED) ? nobody + "," + nobody : line)
                                        .sorted())
                        .toList());
    }

    /** The files below {@code epochs.dir} that name an account. */
    private List<Path> naming(String account) throws IOException {
        try (Stream<Path> all = Files.walk(world.config().epochs())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            return Files.readString(file).matches("(?s).*\\Q" + account + "\\E[^0-9].*");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    private List<String> differences(Epoch epoch) throws IOException, InterruptedException {
        return new Audit(world.config(), store, world.anvil.url(), line -> {})
                .of(epoch).stream()
                        .flatMap(check -> check.difference().stream().map(text -> check.name() + ": " + text))
                        .toList();
    }
}
