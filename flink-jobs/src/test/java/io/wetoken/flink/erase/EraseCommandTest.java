package io.wetoken.flink.erase;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.LinkKeys;
import io.wetoken.behaviour.Manifests;
import io.wetoken.behaviour.ShareLink;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.Digests;
import io.wetoken.behaviour.files.Erasure;
import io.wetoken.flink.files.ArchiveRoot;
import io.wetoken.flink.files.Rows;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EraseCommandTest {
    private static final Epoch FIRST = Epoch.parse("2026-11-20");
    private static final Epoch SECOND = Epoch.parse("2026-11-21");
    private static final String ANN = "ann \"the first\"";
    private static final Erasure ERASURE = new Erasure(new AccountId(ANN), "07".repeat(32));
    private static final String NOBODY = ERASURE.pseudonym().value();
    private static final ContentId FILM = new ContentId("film");

    @TempDir
    private Path home;

    private final StringWriter said = new StringWriter();
    private KeyPair links;
    private ArchiveRoot archive;

    @BeforeEach
    void twoDays() throws IOException, GeneralSecurityException {
        archive = new ArchiveRoot(home.resolve("archive").toString());
        links = KeyPairGenerator.getInstance(ShareLink.ALGORITHM).generateKeyPair();
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/links.pub"), LinkKeys.pem(links.getPublic()));
        giveKey();
        Files.writeString(
                home.resolve("we.properties"),
                "archive.dir=" + home.resolve("archive") + "\nsecrets.dir=" + home.resolve("secrets") + "\n");
        String link = new ShareLink(FILM, new AccountId("bob"), new AccountId(ANN), 5).sign(links.getPrivate());
        close(
                FIRST,
                List.of(
                        event(ANN, "hers")
                                .setText("my words")
                                .setRequest("page")
                                .setToken("token")
                                .setIpHash("home"),
                        event(ANN, "shared"),
                        event("bob", "shared").setOwner(ANN).setReferrer(ANN),
                        event("bob", "his").setOwner("bob").setLink(link),
                        event("bob", "his").setOwner("bob").setLink("no link of " + ANN),
                        event("ann", "other").setText("ann is not " + ANN)));
        close(SECOND, List.of(event(ANN, "hers"), event("bob", "his").setText("bob's words")));
    }

    @Test
    void nothingNamesThePersonAndEverythingElseIsAsItWas() throws IOException {
        List<JudgedEvent> before = events(FIRST);
        assertThat(erase(ERASURE)).isZero();
        List<JudgedEvent> after = events(FIRST);
        assertThat(after).hasSameSizeAs(before);
        assertThat(after)
                .noneMatch(row -> row.getEvent().getActor().equals(ANN)
                        || ANN.equals(row.getEvent().getOwner())
                        || ANN.equals(row.getEvent().getReferrer()));
        BehaviourEvent hers = after.get(0).getEvent();
        assertThat(hers.getActor()).isEqualTo(NOBODY);
        assertThat(hers.getText()).isNull();
        assertThat(hers.getToken()).isNull();
        assertThat(List.of(hers.getId(), hers.getDevice(), hers.getSession(), hers.getIpHash(), hers.getRequest()))
                .doesNotContain(before.get(0).getEvent().getId(), "hers", "s", "home", "page");
        assertThat(hers.getReceived()).isEqualTo(before.get(0).getEvent().getReceived());
        assertThat(events(SECOND).get(0).getEvent().getDevice())
                .as("one device, one name")
                .isEqualTo(hers.getDevice());
        assertThat(after.get(1).getEvent().getDevice()).as("others use it too").isEqualTo("shared");
        assertThat(after.get(2).getEvent())
                .isEqualTo(BehaviourEvent.newBuilder(before.get(2).getEvent())
                        .setOwner(NOBODY)
                        .setReferrer(NOBODY)
                        .build());
        assertThat(after.get(5)).as("what others wrote is theirs").isEqualTo(before.get(5));
        assertThat(events(SECOND).get(1).getEvent().getText()).isEqualTo("bob's words");
    }

    @Test
    void aLinkThatCountsGoesOnToCount() throws IOException {
        assertThat(erase(ERASURE)).isZero();
        assertThat(ShareLink.verify(
                        links.getPublic(), events(FIRST).get(3).getEvent().getLink()))
                .contains(new ShareLink(FILM, new AccountId("bob"), ERASURE.pseudonym(), 5));
        assertThat(events(FIRST).get(4).getEvent().getLink()).isNull();
    }

    @Test
    void theArchiveIsWholeAndItsManifestsAreAsTheyWere() throws IOException {
        String manifest = Files.readString(home.resolve("archive/manifests/" + FIRST + ".json"));
        String sha256 = day(FIRST).sha256();
        assertThat(erase(ERASURE)).isZero();
        assertThat(home.resolve("archive/manifests/" + FIRST + ".json")).hasContent(manifest);
        assertThat(day(FIRST).sha256()).isEqualTo(sha256);
        assertThat(day(FIRST).erasedFrom()).isTrue();
        new Archive(archive).verify(day(FIRST));
        new Archive(archive).verify(day(SECOND));
        assertThat(files()).hasSize(2 * 4).allMatch(file -> file.contains("other-"));
        List<DuplicateEvent> duplicates = new ArrayList<>();
        Rows.read(archive, path(FIRST, ManifestFileKind.DUPLICATES), DuplicateEvent.class, duplicates::add);
        assertThat(duplicates).singleElement().satisfies(row -> {
            assertThat(row.getActor()).isEqualTo(NOBODY);
            assertThat(row.getId()).isEqualTo(events(FIRST).get(0).getEvent().getId());
        });
    }

    @Test
    void whatWasFoundAndDecidedNamesNobodyEither() throws IOException {
        assertThat(erase(ERASURE)).isZero();
        String findings = archive.text(path(FIRST, ManifestFileKind.FINDINGS)).orElseThrow();
        assertThat(findings)
                .contains("\"account\":\"" + NOBODY + "\"", "with " + NOBODY + " and ann")
                .doesNotContain("first", "hers");
        assertThat(archive.text("decisions/epoch=" + FIRST + "/1.json").orElseThrow())
                .contains(NOBODY)
                .doesNotContain("first");
    }

    @Test
    void onceMoreChangesNothingAndAnotherPersonMayFollow() throws IOException {
        assertThat(erase(ERASURE)).isZero();
        List<String> once = files();
        assertThat(erase(ERASURE)).isZero();
        assertThat(said.toString()).endsWith("2 closed days, 0 files written again\n");
        assertThat(files()).isEqualTo(once);
        Erasure bob = new Erasure(new AccountId("bob"), "08".repeat(32));
        assertThat(erase(bob)).isZero();
        new Archive(archive).verify(day(FIRST));
        assertThat(events(FIRST))
                .extracting(row -> row.getEvent().getActor())
                .containsOnly(NOBODY, "ann", bob.pseudonym().value());
        assertThat(files()).as("what stood for the first files is gone").hasSize(2 * 4);
    }

    /** The link of the first day cannot be signed; the second day, had it come first, would be done already. */
    @Test
    void anErasureThatFailsLeavesWholeDaysAndGoesOn() throws IOException {
        List<JudgedEvent> before = events(FIRST);
        Files.delete(home.resolve("secrets/links.key"));
        assertThat(erase(ERASURE)).isEqualTo(1);
        assertThat(said.toString()).contains("Cannot erase: ", "links.key");
        new Archive(archive).verify(day(FIRST));
        assertThat(events(FIRST)).isEqualTo(before);
        giveKey();
        assertThat(erase(ERASURE)).isZero();
        new Archive(archive).verify(day(FIRST));
        assertThat(events(FIRST)).noneMatch(row -> row.getEvent().getActor().equals(ANN));
        assertThat(files()).hasSize(2 * 4);
    }

    @Test
    void aDayOfWhichNothingIsKnownOfThePersonStays() throws IOException {
        assertThat(erase(new Erasure(new AccountId("eve"), "07".repeat(32)))).isZero();
        assertThat(day(FIRST).erasedFrom()).isFalse();
        assertThat(files()).noneMatch(file -> file.contains("other-"));
    }

    @Test
    void whatIsWrongWithTheCommandLineIsSaid() {
        assertThat(new CommandLine(new EraseCommand())
                        .setErr(new PrintWriter(said, true))
                        .execute("--config", home.resolve("none").toString(), "--date", "today", "--erasure", "x"))
                .isEqualTo(2);
        assertThat(said.toString()).contains("'today'");
    }

    private int erase(Erasure erasure) throws IOException {
        Path file = home.resolve("erasure");
        Files.deleteIfExists(file);
        erasure.write(file);
        return new CommandLine(new EraseCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(
                        "--config",
                        home.resolve("we.properties").toString(),
                        "--date",
                        SECOND.toString(),
                        "--erasure",
                        file.toString());
    }

    private void giveKey() throws IOException {
        byte[] secret = links.getPrivate().getEncoded();
        byte[] open = links.getPublic().getEncoded();
        Files.write(
                home.resolve("secrets/links.key"),
                ByteBuffer.allocate(secret.length + open.length)
                        .put(secret)
                        .put(open)
                        .array());
    }

    private static BehaviourEvent.Builder event(String actor, String device) {
        return BehaviourEvent.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setKind(EventKind.LIKE)
                .setActor(actor)
                .setDevice(device)
                .setSession("s")
                .setAt(1)
                .setSent(1)
                .setReceived(2)
                .setContent(FILM.value());
    }

    /** As a day is closed: with the stream's verdicts and the review's, a copy that came late, findings and an operator's word. */
    private void close(Epoch day, List<BehaviourEvent.Builder> events) throws IOException {
        List<JudgedEvent> judged = events.stream()
                .map(event -> new JudgedEvent(event.build(), Verdict.VALID, List.of(), 1_000_000, day.toString()))
                .toList();
        String lines =
                "{\"account\":\"ann \\\"the first\\\"\",\"code\":\"RATE\",\"evidence\":\"likes with ann \\\"the first\\\" and ann on"
                        + " hers\"}\n";
        String decision =
                "{\"account\":\"ann \\\"the first\\\"\",\"verb\":\"LIFT\",\"reasons\":[],\"by\":\"op\",\"because\":\"ann"
                        + " \\\"the first\\\" called\",\"at\":1}\n";
        DuplicateEvent copy = new DuplicateEvent(judged.get(0).getEvent().getId(), ANN, 3L, day.toString());
        List<ManifestFile> files = List.of(
                parquet("judged/epoch=" + day + "/part-0.parquet", ManifestFileKind.AT_ONCE, JudgedEvent.class, judged),
                parquet(
                        "reviewed/epoch=" + day + "/r/part-0.parquet",
                        ManifestFileKind.JUDGED,
                        JudgedEvent.class,
                        judged),
                parquet(
                        "duplicates/epoch=" + day + "/part-0.parquet",
                        ManifestFileKind.DUPLICATES,
                        DuplicateEvent.class,
                        List.of(copy)),
                text("reviewed/epoch=" + day + "/r/findings.jsonl", lines + decision));
        text("decisions/epoch=" + day + "/1.json", decision);
        long rows = judged.size();
        Manifest manifest =
                new Manifest(1, day.toString(), rows + 1, rows, 0L, 1L, Map.of("0", rows + 1), files, List.of(), null);
        text("manifests/" + day + ".json", Manifests.toJson(manifest));
    }

    private <T extends SpecificRecordBase> ManifestFile parquet(
            String path, ManifestFileKind kind, Class<T> type, List<T> rows) throws IOException {
        Path file = home.resolve("archive").resolve(path);
        Files.createDirectories(file.getParent());
        try (ParquetWriter<T> writer =
                Rows.writer(HadoopOutputFile.fromPath(archive.path(path), archive.conf()), type)) {
            for (T row : rows) {
                writer.write(row);
            }
        }
        return file(path, kind, rows.size());
    }

    private ManifestFile text(String path, String text) throws IOException {
        Path file = home.resolve("archive").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file(path, ManifestFileKind.FINDINGS, text.lines().count());
    }

    private ManifestFile file(String path, ManifestFileKind kind, long rows) throws IOException {
        Path file = home.resolve("archive").resolve(path);
        return new ManifestFile(path, Files.size(file), Digests.sha256(Files.newInputStream(file)), rows, kind);
    }

    private ClosedDay day(Epoch epoch) throws IOException {
        return new Archive(archive).day(epoch).orElseThrow();
    }

    private String path(Epoch epoch, ManifestFileKind kind) throws IOException {
        return day(epoch).manifest().getFiles().stream()
                .filter(file -> file.getKind() == kind)
                .findFirst()
                .orElseThrow()
                .getPath();
    }

    /** With both verdicts: the same events. */
    private List<JudgedEvent> events(Epoch epoch) {
        try {
            List<JudgedEvent> judged = new ArrayList<>();
            Rows.judged(archive, path(epoch, ManifestFileKind.JUDGED), judged::add);
            List<JudgedEvent> atOnce = new ArrayList<>();
            Rows.judged(archive, path(epoch, ManifestFileKind.AT_ONCE), atOnce::add);
            assertThat(atOnce).isEqualTo(judged);
            return judged;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of days, but for what operators said. */
    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve("archive"))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> home.resolve("archive").relativize(file).toString())
                    .filter(file -> !file.contains("/.") && file.matches("(judged|reviewed|duplicates)/.*"))
                    .sorted()
                    .toList();
        }
    }
}
