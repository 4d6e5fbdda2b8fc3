package io.wetoken.spark;

import static io.wetoken.behaviour.AnEvent.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.AnEvent;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.LinkKeys;
import io.wetoken.behaviour.ShareLink;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each case of the rule by hand: a viewer with 1,000 points and a disseminator of its own, all with the creator ann. */
class ReferralsIT {
    private static final Epoch TODAY = Epoch.parse("2026-11-21");
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long MINUTE = 60_000;

    private final KeyPair site = keys();
    private final TreeMap<Epoch, List<JudgedEvent>> days = new TreeMap<>();
    private final Map<String, String> persons = new LinkedHashMap<>();
    private final Map<String, Long> expected = new TreeMap<>();

    @TempDir
    private Path home;

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance(ShareLink.ALGORITHM).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A viewer whose promotion goes to one disseminator, or does not. */
    private final class Case {
        private final String name;
        private final String link;

        Case(String name) {
            this(name, "by-" + name, "film", "ann", site);
        }

        Case(String name, String disseminator, String content, String creator, KeyPair keys) {
            this.name = name;
            this.link = linkBy(disseminator, content, creator, keys);
            persons.put("viewer-" + name, "viewer-" + name);
            persons.put("by-" + name, "by-" + name);
        }

        private static String linkBy(String disseminator, String content, String creator, KeyPair keys) {
            return new ShareLink(
                            new ContentId(content), new AccountId(creator), new AccountId(disseminator), NOON - DAY)
                    .sign(keys.getPrivate());
        }

        Case touches(long at) {
            return did(AnEvent.a(EventKind.IMPRESSION).over(link), at);
        }

        Case touchesOver(String other, long at) {
            return did(AnEvent.a(EventKind.OPEN).over(other), at);
        }

        Case plays(long at) {
            return did(AnEvent.aPlay().lasting(Duration.ofMinutes(1)).ofLength(Duration.ofMinutes(1)), at);
        }

        Case did(AnEvent event, long at) {
            JudgedEvent judged = event.by("viewer-" + name)
                    .on("phone-" + name)
                    .of("ann")
                    .about("film")
                    .at(at)
                    .judged();
            days.computeIfAbsent(Epoch.of(at), any -> new ArrayList<>()).add(judged);
            return this;
        }

        Case isOnePersonWith(String account) {
            persons.put("viewer-" + name, "somebody");
            persons.put(account, "somebody");
            return this;
        }

        void gives(long points) {
            expected.put("by-" + name, points);
        }

        void givesNothing() {
            // Every disseminator that is not expected gets nothing.
        }
    }

    private void cases() {
        new Case("straight").touches(NOON).plays(NOON + MINUTE).gives(1_000);
        new Case("in one event")
                .did(AnEvent.aLike().over(Case.linkBy("by-in one event", "film", "ann", site)), NOON)
                .gives(1_000);
        new Case("half").plays(NOON - MINUTE).touches(NOON).plays(NOON + MINUTE).gives(500);
        new Case("after").plays(NOON).touches(NOON + 1).givesNothing();
        new Case("forged", "by-forged", "film", "ann", keys())
                .touches(NOON)
                .plays(NOON + 1)
                .givesNothing();
        new Case("foreign creator", "by-foreign creator", "film", "carl", site)
                .touches(NOON)
                .plays(NOON + 1)
                .givesNothing();
        new Case("other content", "by-other content", "book", "ann", site)
                .touches(NOON)
                .plays(NOON + 1)
                .givesNothing();
        new Case("old").touches(NOON - DAY - 1).plays(NOON).givesNothing();
        new Case("a day old").touches(NOON - DAY).plays(NOON).gives(1_000);
        new Case("same person")
                .isOnePersonWith("by-same person")
                .touches(NOON)
                .plays(NOON + 1)
                .givesNothing();
        new Case("the creator", "ann", "film", "ann", site)
                .touches(NOON)
                .plays(NOON + 1)
                .givesNothing();
        new Case("known")
                .did(AnEvent.aLike(), NOON - 28 * DAY)
                .touches(NOON)
                .plays(NOON + 1)
                .givesNothing();
        new Case("follower")
                .did(AnEvent.a(EventKind.FOLLOW), NOON - DAY)
                .touches(NOON)
                .plays(NOON + 1)
                .givesNothing();
        new Case("forgotten")
                .did(AnEvent.aLike(), NOON - 29 * DAY)
                .touches(NOON)
                .plays(NOON + 1)
                .gives(1_000);
        new Case("shown")
                .did(AnEvent.a(EventKind.IMPRESSION), NOON - DAY)
                .touches(NOON)
                .plays(NOON + 1)
                .gives(1_000);
        new Case("last touch")
                .touchesOver(Case.linkBy("by-straight", "film", "ann", site), NOON)
                .plays(NOON + 1)
                .touches(NOON + 2)
                .plays(NOON + 3)
                .gives(1_000);
        new Case("absent", "not-here-today", "film", "ann", site)
                .touches(NOON)
                .plays(NOON + 1)
                .givesNothing();
        Case suspect = new Case("suspect");
        suspect.did(AnEvent.a(EventKind.IMPRESSION).over(suspect.link).suspected(), NOON)
                .plays(NOON + 1)
                .givesNothing();
        new Case("no link").plays(NOON).givesNothing();
        new Case("nonsense").touchesOver("nonsense", NOON).plays(NOON + 1).givesNothing();
    }

    @Test
    void aSignedLinkPaysWhoeverBroughtANewViewer() throws IOException {
        cases();
        persons.put("ann", "ann");
        write();
        assertThat(referrals()).isEqualTo(expected);
        Files.delete(home.resolve("links.pub"));
        assertThat(referrals()).isEmpty();
    }

    private void write() throws IOException {
        TestArchive archive = new TestArchive(home.resolve("archive"));
        for (Map.Entry<Epoch, List<JudgedEvent>> day : days.entrySet()) {
            if (day.getKey().equals(TODAY.plusDays(-28))) {
                archive.closeWithoutLinks(day.getKey(), day.getValue());
            } else {
                archive.close(day.getKey(), day.getValue(), 2);
            }
        }
        Path day = home.resolve("epochs/" + TODAY);
        Path statistics = Files.createDirectories(day.resolve("statistics"));
        List<String> points = new ArrayList<>(List.of("account,person,points"));
        List<String> accounts = new ArrayList<>(List.of("account,person"));
        List<String> addresses = new ArrayList<>(List.of("account,address"));
        for (String account : new TreeSet<>(persons.keySet())) {
            String id = account.replace(' ', '+');
            String person = persons.get(account).replace(' ', '+');
            if (account.startsWith("viewer-")) {
                points.add(id + "," + person + ",1000");
            }
            accounts.add(id + "," + person);
            addresses.add(id + "," + address(account));
        }
        Files.write(statistics.resolve("points.csv"), points);
        Files.write(statistics.resolve("affinity.csv"), List.of("account,owner,points"));
        Files.write(statistics.resolve("accounts.csv"), accounts);
        Files.write(statistics.resolve("indicators.csv"), List.of("indicator,today,baseline"));
        Files.write(day.resolve("addresses.csv"), addresses);
        Files.write(day.resolve("shares.csv"), List.of("account,ownerSharePpm,disseminatorSharePpm"));
        Files.writeString(home.resolve("links.pub"), LinkKeys.pem(site.getPublic()));
        Files.writeString(
                home.resolve("we.properties"),
                "archive.dir=" + home.resolve("archive") + "\nepochs.dir=" + home.resolve("epochs")
                        + "\nlinks.publicKey=" + home.resolve("links.pub") + "\n");
    }

    private static String address(String account) {
        return String.format("0x%040x", account.hashCode() & 0xffffffffL);
    }

    /** By disseminator. */
    private Map<String, Long> referrals() throws IOException {
        Path out = Files.createTempDirectory(home, "out").resolve("scores");
        CommandRun run = CommandRun.of(
                Scores.commandLine(),
                "--config",
                home.resolve("we.properties").toString(),
                "--date",
                TODAY.toString(),
                "--master",
                "local[2]",
                "--out",
                out.toString());
        assertThat(run.status()).as(run.messages()).isZero();
        Map<String, String> names =
                persons.keySet().stream().collect(Collectors.toMap(ReferralsIT::address, account -> account));
        return Files.readAllLines(out.resolve("referrals.csv")).stream()
                .skip(1)
                .map(row -> row.split(",", -1))
                .peek(row -> assertThat(row[0]).isEqualTo(address("ann")))
                .collect(Collectors.toMap(
                        row -> names.get(row[1]), row -> Long.parseLong(row[2]), Long::sum, TreeMap::new));
    }
}
