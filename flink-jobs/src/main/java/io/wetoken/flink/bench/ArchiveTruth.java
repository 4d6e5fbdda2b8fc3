package io.wetoken.flink.bench;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.DayTotals;
import io.wetoken.behaviour.signal.Indicators;
import io.wetoken.behaviour.signal.Presence;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.live.core.Tastes;
import io.wetoken.store.Metrics;
import io.wetoken.store.Profiles;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Store;
import io.wetoken.store.Tallies.Counts;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Standing;
import io.wetoken.store.Tallies.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * What the finished files of a local archive hold, folded once more by the same signals as the stream's, and where the live figures say otherwise. It shares
 * the definitions with the stream and nothing of how they are kept over failures.
 */
public final class ArchiveTruth {
    private static final int MOST_DIFFERENCES = 20;

    private final Set<String> ids = new HashSet<>();
    private final Set<String> doubled = new HashSet<>();
    private final Map<String, Day> days = new TreeMap<>();
    private final Map<String, ContentFigures> contents = new HashMap<>();
    private final Set<String> owned = new HashSet<>();
    private final Map<Subject, ContentFigures> tallies = new HashMap<>();
    private final Map<String, Account> accounts = new HashMap<>();
    private long duplicates;

    private ArchiveTruth() {}

    private static final class Day {
        private final Map<String, Presence> presences = new HashMap<>();
        private final Map<String, Long> counts =
                new TreeMap<>(Map.of("eventsValid", 0L, "eventsSuspect", 0L, "eventsDuplicate", 0L));
    }

    private static final class Account {
        private final Set<Interaction> acts = new HashSet<>();
        private final Set<ContentId> seen = new HashSet<>();
    }

    public static ArchiveTruth of(Path archive) throws IOException {
        AvroTrust.records();
        ArchiveTruth truth = new ArchiveTruth();
        rows(archive.resolve("judged"), truth::judged);
        rows(archive.resolve("duplicates"), truth::duplicate);
        return truth;
    }

    /** Of judged events. */
    public Set<String> ids() {
        return ids;
    }

    /** Ids that more than one judged row has. */
    public Set<String> doubled() {
        return doubled;
    }

    /** Rows of duplicates. */
    public long duplicates() {
        return duplicates;
    }

    private void judged(JudgedEvent judged) {
        String id = judged.getEvent().getId();
        if (!ids.add(id)) {
            doubled.add(id);
        }
        boolean valid = judged.getVerdict() == Verdict.VALID;
        Day day = day(judged.getEpoch());
        day.counts.merge(valid ? "eventsValid" : "eventsSuspect", 1L, Long::sum);
        judged.getReasons().forEach(reason -> day.counts.merge(Metrics.SUSPECTED_FOR + reason, 1L, Long::sum));
        if (!valid) {
            return;
        }
        BehaviourEvent event = judged.getEvent();
        day.presences.merge(
                event.getActor(),
                Signals.PRESENCE.add(Signals.PRESENCE.zero(), judged),
                (known, added) -> Signals.PRESENCE.add(known, judged));
        if (event.getContent() != null) {
            contents.put(
                    event.getContent(),
                    Signals.CONTENT_FIGURES.add(
                            contents.getOrDefault(event.getContent(), ContentFigures.NONE), judged));
            if (event.getOwner() != null) {
                owned.add(event.getContent());
            }
        }
        tally(judged);
        Account account = accounts.computeIfAbsent(event.getActor(), actor -> new Account());
        Tastes.act(event).ifPresent(account.acts::add);
        Tastes.seen(event).ifPresent(account.seen::add);
    }

    private void tally(JudgedEvent judged) {
        BehaviourEvent event = judged.getEvent();
        Map<Dimension, Optional<String>> names = Map.of(
                Dimension.CREATOR, Optional.ofNullable(event.getOwner()),
                Dimension.ROOM, Optional.ofNullable(event.getRoom()),
                Dimension.APP, Optional.ofNullable(event.getApp()),
                Dimension.CONTENT, Optional.ofNullable(event.getContent()));
        names.forEach((dimension, name) -> name.filter(text -> !text.isEmpty())
                .map(text -> new Subject(dimension, text))
                .ifPresent(subject -> tallies.put(
                        subject,
                        Signals.CONTENT_FIGURES.add(tallies.getOrDefault(subject, ContentFigures.NONE), judged))));
    }

    private void duplicate(DuplicateEvent duplicate) {
        duplicates++;
        day(duplicate.getEpoch()).counts.merge("eventsDuplicate", 1L, Long::sum);
    }

    private Day day(String epoch) {
        return days.computeIfAbsent(epoch, each -> new Day());
    }

    /** Where the store says something else: the figures of each day, of each content, creator, room, app and account; the first few of them. Empty when it agrees. */
    public List<String> differences(Store store) {
        List<String> found = new ArrayList<>();
        days.forEach((epoch, day) -> {
            DayTotals totals = new DayTotals();
            day.presences.values().forEach(totals::plus);
            Map<String, Long> expected = new TreeMap<>(Indicators.of(totals));
            expected.putAll(day.counts);
            compare("day " + epoch, expected, new TreeMap<>(store.metrics().day(Epoch.parse(epoch))), found);
        });
        owned.forEach(content -> {
            ContentFigures expected = contents.get(content);
            String shown = store.contents()
                    .figures(new ContentId(content))
                    .map(live -> new ContentFigures(
                                    live.plays(), live.watchMs(), live.likes(), live.comments(), live.shares())
                            .toString())
                    .orElse("none");
            compare("content " + content, expected.toString(), shown, found);
        });
        if (!days.isEmpty()) {
            Epoch any = Epoch.parse(days.keySet().iterator().next());
            Map<Subject, Standing> standings = store.tallies().findAll(tallies.keySet(), any);
            tallies.forEach((subject, expected) -> {
                Counts live = standings.get(subject).total();
                ContentFigures shown =
                        new ContentFigures(live.plays(), live.watchMs(), live.likes(), live.comments(), live.shares());
                compare(subject.dimension() + " " + subject.name(), expected, shown, found);
            });
        }
        accounts.forEach((actor, account) -> {
            String shown = store.profiles()
                    .find(new AccountId(actor))
                    .map(live -> figures(live.recent(), live.seen()))
                    .orElse("none");
            compare("account " + actor, figures(account.acts, account.seen), shown, found);
        });
        return found;
    }

    /** Which of many acts of one moment are the newest, and which of many contents were seen last, depends on the order of arrival. */
    private static String figures(Collection<Interaction> acts, Collection<ContentId> seen) {
        List<Long> newest = acts.stream()
                .map(Interaction::at)
                .sorted(Comparator.reverseOrder())
                .limit(Profiles.MAX_RECENT)
                .toList();
        return "acts of " + newest + ", " + Math.min(seen.size(), Profiles.MAX_SEEN) + " contents seen";
    }

    private static void compare(String what, Object expected, Object shown, List<String> found) {
        if (found.size() < MOST_DIFFERENCES && !expected.equals(shown)) {
            found.add(what + ": the archive gives " + expected + ", the store shows " + shown);
        }
    }

    private static <T> void rows(Path tree, Consumer<T> row) throws IOException {
        if (!Files.isDirectory(tree)) {
            return;
        }
        List<Path> finished;
        try (Stream<Path> files = Files.walk(tree)) {
            finished = files.filter(file -> file.getFileName().toString().matches("[^._].*\\.parquet"))
                    .toList();
        }
        for (Path file : finished) {
            try (ParquetReader<T> reader = AvroParquetReader.<T>builder(
                            HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
                    .withDataModel(SpecificData.get())
                    .build()) {
                for (T each = reader.read(); each != null; each = reader.read()) {
                    row.accept(each);
                }
            }
        }
    }
}
