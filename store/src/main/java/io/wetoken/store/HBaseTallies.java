package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;

final class HBaseTallies implements Tallies {
    private final HBase hbase;

    HBaseTallies(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public void putAll(Collection<Tally> tallies) {
        // A row is written once, however many of its columns are: what changes a day changes the total.
        Map<Subject, Put> rows = new LinkedHashMap<>();
        for (Tally tally : tallies) {
            rows.computeIfAbsent(tally.subject(), subject -> new Put(Tables.tallyRow(subject)))
                    .addColumn(
                            Tables.TALLY,
                            tally.day().map(Tables::day).orElse(Tables.VALUE),
                            Codecs.encode(tally.counts()));
        }
        hbase.putAll(Tables.TALLIES, rows.values(), row -> row);
    }

    @Override
    public void putWatching(Collection<Watching> watching) {
        hbase.putAll(
                Tables.TALLIES,
                watching,
                now -> new Put(Tables.tallyRow(now.subject()))
                        .addColumn(Tables.TALLY, Tables.WATCHING, Codecs.encode(now)));
    }

    @Override
    public Map<Subject, Standing> findAll(Collection<Subject> subjects, Epoch day) {
        byte[] column = Tables.day(day);
        Map<Subject, Standing> found = new HashMap<>();
        for (List<Subject> batch : HBase.batches(subjects)) {
            List<Result> rows = hbase.getAll(
                    Tables.TALLIES,
                    batch.stream()
                            .map(subject -> new Get(Tables.tallyRow(subject))
                                    .addColumn(Tables.TALLY, Tables.VALUE)
                                    .addColumn(Tables.TALLY, Tables.WATCHING)
                                    .addColumn(Tables.TALLY, column))
                            .toList());
            for (int i = 0; i < rows.size(); i++) {
                Subject subject = batch.get(i);
                Result row = rows.get(i);
                found.put(
                        subject,
                        new Standing(
                                counts(subject, row.getValue(Tables.TALLY, Tables.VALUE)),
                                counts(subject, row.getValue(Tables.TALLY, column)),
                                Optional.ofNullable(row.getValue(Tables.TALLY, Tables.WATCHING))
                                        .map(bytes -> Codecs.watching(subject, bytes))));
            }
        }
        return found;
    }

    private static Counts counts(Subject subject, byte[] bytes) {
        return bytes == null ? Counts.NONE : Codecs.counts(subject, bytes);
    }

    @Override
    public void rename(AccountId from, AccountId to) {
        hbase.delete(Tables.TALLIES, Tables.tallyRow(new Subject(Dimension.CREATOR, from.value())));
        hbase.each(Tables.TALLIES, new Scan().setStartStopRowForPrefixScan(Tables.TOP_PREFIX), row -> {
            List<Ranked> top = Codecs.top(row.value());
            List<Ranked> renamed = Ranked.renamed(top, from, to);
            if (!renamed.equals(top)) {
                hbase.put(
                        Tables.TALLIES,
                        new Put(row.getRow()).addColumn(Tables.TALLY, Tables.VALUE, Codecs.encodeTop(renamed)));
            }
        });
    }

    @Override
    public void putTop(Epoch day, List<Ranked> top) {
        Limits.top(top);
        hbase.put(
                Tables.TALLIES,
                new Put(Tables.topRow(day)).addColumn(Tables.TALLY, Tables.VALUE, Codecs.encodeTop(top)));
    }

    @Override
    public List<Ranked> top(Epoch day) {
        byte[] value = hbase.get(Tables.TALLIES, new Get(Tables.topRow(day))).getValue(Tables.TALLY, Tables.VALUE);
        return value == null ? List.of() : Codecs.top(value);
    }
}
