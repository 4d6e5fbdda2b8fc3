package io.wetoken.flink.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.RejectedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.served.ServedKeys;
import io.wetoken.behaviour.served.ServedTokens;
import io.wetoken.behaviour.served.Serving;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.live.core.Tastes;
import io.wetoken.stack.testing.HBaseProcess;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import io.wetoken.store.Profiles;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import io.wetoken.store.Tallies.Counts;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a real broker and a real store, killed in the middle of its work. */
class StreamJobIT {
    private static final long SEED = 20_261_124;
    private static final Epoch FIRST = Epoch.parse("2026-01-05");
    private static final int EVENTS_A_DAY = 4_000;
    private static final int EVERY_NTH_IS_SENT_TWICE = 40;
    private static final byte[] KEY = new byte[ServedKeys.KEY_BYTES];
    private static final ServedTokens SITE = new ServedTokens(ServedKeys.of(List.of(KEY)));
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path home;

    @Test
    void aJobThatIsKilledAgainAndAgainArchivesEveryEventOnce() throws Exception {
        Files.write(Files.createDirectory(home.resolve("secrets")).resolve(ServedKeys.FIRST_FILE), KEY);
        List<BehaviourEvent> sent = new ArrayList<>(day(FIRST));
        sent.addAll(day(FIRST.plusDays(1)));
        try (KafkaProcess kafka = TestServers.kafka();
                HBaseProcess hbase = TestServers.hbase();
                Broker broker = new Broker(kafka.bootstrap());
                Store store = Stores.hbase(hbase.zookeeper());
                StreamProcess job = new StreamProcess(home, kafka.bootstrap(), hbase.zookeeper())) {
            ArchiveFiles archive = new ArchiveFiles(home.resolve("archive"));
            int third = sent.size() / 3;

            job.start();
            broker.send(sent.subList(0, third));
            await("the first finished files").atMost(LIMIT).until(() -> archive.finished() > 0);
            job.kill();
            broker.send(sent.subList(third, 2 * third));
            int before = archive.finished();
            job.start();
            await("more finished files").atMost(LIMIT).until(() -> archive.finished() > before);
            job.kill();
            job.start();
            broker.sendRaw(FIRST.start(), new byte[] {1, 2, 3});
            broker.send(sent.subList(2 * third, sent.size()));
            await("every record in finished files")
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(archive.judged().size()
                                    + archive.duplicates().size())
                            .isGreaterThanOrEqualTo(sent.size()));

            List<JudgedEvent> judged = archive.judged();
            everyIdOnce(sent, judged, archive.duplicates());
            readersOfCommittedRecordsSeeTheSame(broker, judged);
            whatCannotBeDecodedIsKept(broker);
            liveFiguresAreThoseOfTheArchive(store, judged, archive.duplicates());
            assertThat(job.output()).doesNotContain("switched from RUNNING to FAILED");
        }
    }

    private static void everyIdOnce(
            List<BehaviourEvent> sent, List<JudgedEvent> judged, List<DuplicateEvent> duplicates) {
        Set<String> ids = sent.stream().map(BehaviourEvent::getId).collect(Collectors.toSet());
        assertThat(judged)
                .as("seed %d", SEED)
                .extracting(each -> each.getEvent().getId())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(duplicates).hasSize(sent.size() - ids.size());
        assertThat(judged)
                .as("links arrive in the archive")
                .allSatisfy(each -> assertThat(each.getEvent().getLink())
                        .isEqualTo("link-of-" + each.getEvent().getActor()));
        assertThat(judged)
                .filteredOn(each -> each.getVerdict() == Verdict.SUSPECT)
                .as("the one who taps like a machine is caught, and nobody else")
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.getEvent().getActor()).isEqualTo("machine"));
    }

    private static void readersOfCommittedRecordsSeeTheSame(Broker broker, List<JudgedEvent> judged) {
        await("committed records").atMost(LIMIT).untilAsserted(() -> {
            List<String> ids = new ArrayList<>();
            for (byte[] value : broker.committed(Topics.JUDGED)) {
                ids.add(Wire.JUDGED.decode(value).getEvent().getId());
            }
            assertThat(ids)
                    .containsExactlyInAnyOrderElementsOf(
                            judged.stream().map(each -> each.getEvent().getId()).toList());
        });
    }

    private static void whatCannotBeDecodedIsKept(Broker broker) throws IOException {
        Set<String> kept = new HashSet<>();
        for (byte[] value : broker.committed(Topics.REJECTED)) {
            RejectedEvent rejected = Wire.REJECTED.decode(value);
            kept.add(rejected.getReason() + " of " + rejected.getRaw().remaining() + " bytes");
        }
        assertThat(kept).containsExactly("UNDECODABLE of 3 bytes");
    }

    private static void liveFiguresAreThoseOfTheArchive(
            Store store, List<JudgedEvent> judged, List<DuplicateEvent> duplicates) {
        for (Epoch day : List.of(FIRST, FIRST.plusDays(1))) {
            List<JudgedEvent> ofDay = judged.stream()
                    .filter(each -> each.getEpoch().equals(day.toString()))
                    .toList();
            Map<String, Long> expected = new HashMap<>();
            expected.put("eventsValid", count(ofDay, each -> each.getVerdict() == Verdict.VALID));
            expected.put("eventsSuspect", count(ofDay, each -> each.getVerdict() == Verdict.SUSPECT));
            expected.put(
                    "eventsDuplicate",
                    duplicates.stream()
                            .filter(each -> each.getEpoch().equals(day.toString()))
                            .count());
            expected.put("suspectedFor.RATE", expected.get("eventsSuspect"));
            expected.put("validLikes", count(ofDay, valid(EventKind.LIKE)));
            expected.put("validComments", count(ofDay, valid(EventKind.COMMENT)));
            expected.put(
                    "validDailyActiveUsers",
                    ofDay.stream()
                            .filter(each -> each.getVerdict() == Verdict.VALID)
                            .map(each -> each.getEvent().getActor())
                            .distinct()
                            .count());
            await("live figures of " + day)
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(store.metrics().day(day)).containsAllEntriesOf(expected));
        }
        ContentId content = new ContentId("clip-3");
        await("figures of a content")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(store.contents().figures(content))
                        .hasValueSatisfying(figures -> assertThat(figures.likes())
                                .isEqualTo(count(
                                        judged,
                                        valid(EventKind.LIKE)
                                                .and(each -> content.value()
                                                        .equals(each.getEvent().getContent()))))));
        Subject creator = new Subject(Dimension.CREATOR, "creator-3");
        await("figures of a creator")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(store.tallies()
                                .findAll(List.of(creator), FIRST)
                                .get(creator)
                                .total())
                        .isEqualTo(ofCreator(judged, "creator-3")));
        assertThat(store.tallies().top(FIRST)).hasSize(10);
        assertThat(store.metrics().trending()).isNotEmpty();
        assertThat(store.contents().find(content))
                .hasValueSatisfying(known -> assertThat(known.owner()).isEqualTo(new AccountId("creator-3")));
        List<Long> newest = judged.stream()
                .filter(each -> each.getVerdict() == Verdict.VALID
                        && each.getEvent().getActor().equals("person-7"))
                .flatMap(each -> Tastes.act(each.getEvent()).stream())
                .distinct()
                .map(Interaction::at)
                .sorted(Comparator.reverseOrder())
                .limit(Profiles.MAX_RECENT)
                .toList();
        assertThat(newest).hasSize(Profiles.MAX_RECENT);
        await("a profile of two days")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(store.profiles()
                                .find(new AccountId("person-7"))
                                .orElseThrow()
                                .recent())
                        .extracting(Interaction::at)
                        .isEqualTo(newest));
    }

    /** Few enough viewers that the sketch counts them. */
    private static Counts ofCreator(List<JudgedEvent> judged, String creator) {
        List<JudgedEvent> of = judged.stream()
                .filter(each -> each.getVerdict() == Verdict.VALID
                        && creator.equals(each.getEvent().getOwner()))
                .toList();
        ContentFigures counts = ContentFigures.NONE;
        for (JudgedEvent each : of) {
            counts = Signals.CONTENT_FIGURES.add(counts, each);
        }
        long viewers = of.stream()
                .filter(each -> each.getEvent().getKind() == EventKind.PLAY)
                .map(each -> each.getEvent().getActor())
                .distinct()
                .count();
        return new Counts(
                counts.plays(), counts.watchMs(), counts.likes(), counts.comments(), counts.shares(), viewers);
    }

    private static Predicate<JudgedEvent> valid(EventKind kind) {
        return each -> each.getVerdict() == Verdict.VALID && each.getEvent().getKind() == kind;
    }

    private static long count(List<JudgedEvent> judged, Predicate<JudgedEvent> which) {
        return judged.stream().filter(which).count();
    }

    /** Ten creators release a clip each, twenty people watch, like and comment at leisure, and a machine taps a hundred times in ten seconds. */
    private static List<BehaviourEvent> day(Epoch day) {
        Random random = new Random(SEED + day.day());
        List<BehaviourEvent> events = new ArrayList<>();
        for (int creator = 0; creator < 10; creator++) {
            events.add(event(random, day.start() + creator, EventKind.RELEASE, "creator-" + creator, creator));
        }
        for (int i = 0; i < EVENTS_A_DAY; i++) {
            long received = day.start() + 1_000 + i * 20_000L;
            EventKind kind = i % 3 == 0 ? EventKind.LIKE : i % 7 == 0 ? EventKind.COMMENT : EventKind.PLAY;
            events.add(event(random, received, kind, "person-" + i % 20, random.nextInt(10)));
            if (i % EVERY_NTH_IS_SENT_TWICE == 0) {
                events.add(events.get(events.size() - 1));
            }
        }
        for (int tap = 0; tap < 100; tap++) {
            events.add(event(random, day.end() - 60_000 + tap * 100L, EventKind.LIKE, "machine", 5));
        }
        return events;
    }

    /** Each with a token of its own: what a killed job judges again must not look like a replay. */
    private static BehaviourEvent event(Random random, long received, EventKind kind, String actor, int content) {
        boolean plays = kind == EventKind.PLAY;
        String token = SITE.make(new Serving(actor, "clip-" + content, "page-of-" + actor, content), received);
        return BehaviourEvent.newBuilder()
                .setId(new UUID(random.nextLong(), random.nextLong()).toString())
                .setKind(kind)
                .setActor(actor)
                .setDevice("phone-of-" + actor)
                .setSession("s")
                .setAt(received)
                .setSent(received)
                .setReceived(received)
                .setContent("clip-" + content)
                .setRequest("page-of-" + actor)
                .setPosition(content)
                .setToken(token)
                .setLink("link-of-" + actor)
                .setWatchMs(plays ? 12_000L : null)
                .setLengthMs(plays || kind == EventKind.RELEASE ? 15_000L : null)
                .build();
    }
}
