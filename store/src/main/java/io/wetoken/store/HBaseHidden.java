package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * A block is written into both accounts' rows, so that a page needs one row. The other's is written first and goes last: a call that is killed between the two
 * leaves a block that works on one side, and the same call again finishes it.
 */
final class HBaseHidden implements Hidden {
    private final HBase hbase;

    HBaseHidden(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public Lists of(AccountId account) {
        Get own = new Get(Tables.hiddenRow(account)).addFamily(Tables.HIDES);
        Get others = new Get(Tables.hiddenRow(account))
                .addFamily(Tables.BLOCKED_BY)
                .setMaxResultsPerColumnFamily(MAX_BLOCKED_BY);
        List<Result> rows = hbase.getAll(Tables.HIDDEN, List.of(own, others));
        if (rows.get(0).isEmpty() && rows.get(1).isEmpty()) {
            return Lists.NONE;
        }
        Map<Kind, List<Entry>> entries = new EnumMap<>(Kind.class);
        columns(rows.get(0), Tables.HIDES)
                .forEach(
                        (column, value) -> entries.computeIfAbsent(Tables.hiddenKind(column), kind -> new ArrayList<>())
                                .add(new Entry(Tables.hiddenName(column), Codecs.time(value))));
        List<AccountId> blockedBy = columns(rows.get(1), Tables.BLOCKED_BY).keySet().stream()
                .map(column -> new AccountId(Bytes.toString(column)))
                .toList();
        return new Lists(
                entries.getOrDefault(Kind.MUTED, List.of()),
                entries.getOrDefault(Kind.BLOCKED, List.of()),
                entries.getOrDefault(Kind.DISMISSED, List.of()),
                blockedBy);
    }

    private static NavigableMap<byte[], byte[]> columns(Result row, byte[] family) {
        return row.isEmpty() ? new TreeMap<>(Bytes.BYTES_COMPARATOR) : row.getFamilyMap(family);
    }

    @Override
    public boolean hide(AccountId account, Kind kind, String name, long at) {
        Lists before = of(account);
        if (!before.takes(kind, name)) {
            return false;
        }
        if (kind == Kind.BLOCKED) {
            hbase.put(
                    Tables.HIDDEN,
                    new Put(Tables.hiddenRow(new AccountId(name)))
                            .addColumn(Tables.BLOCKED_BY, Tables.hiddenRow(account), Codecs.encodeTime(at)));
        }
        if (before.of(kind).stream().noneMatch(entry -> entry.name().equals(name))) {
            hbase.put(
                    Tables.HIDDEN,
                    new Put(Tables.hiddenRow(account))
                            .addColumn(Tables.HIDES, Tables.hiddenColumn(kind, name), Codecs.encodeTime(at)));
        }
        return true;
    }

    @Override
    public void show(AccountId account, Kind kind, String name) {
        delete(account, Tables.HIDES, Tables.hiddenColumn(kind, name));
        if (kind == Kind.BLOCKED) {
            delete(new AccountId(name), Tables.BLOCKED_BY, Tables.hiddenRow(account));
        }
    }

    /** Other rows first: while the account's own is there, the same call again finds them. */
    @Override
    public void forget(AccountId account) {
        Lists own = of(account);
        own.blocked()
                .forEach(entry -> delete(new AccountId(entry.name()), Tables.BLOCKED_BY, Tables.hiddenRow(account)));
        Scan naming = new Scan()
                .addColumn(Tables.HIDES, Tables.hiddenColumn(Kind.MUTED, account.value()))
                .addColumn(Tables.HIDES, Tables.hiddenColumn(Kind.BLOCKED, account.value()))
                .addColumn(Tables.BLOCKED_BY, Tables.hiddenRow(account));
        TreeSet<byte[]> rows = new TreeSet<>(Bytes.BYTES_COMPARATOR);
        hbase.each(Tables.HIDDEN, naming, row -> rows.add(row.getRow()));
        for (byte[] row : rows) {
            hbase.delete(
                    Tables.HIDDEN,
                    new Delete(row)
                            .addColumns(Tables.HIDES, Tables.hiddenColumn(Kind.MUTED, account.value()))
                            .addColumns(Tables.HIDES, Tables.hiddenColumn(Kind.BLOCKED, account.value()))
                            .addColumns(Tables.BLOCKED_BY, Tables.hiddenRow(account)));
        }
        hbase.delete(Tables.HIDDEN, Tables.hiddenRow(account));
    }

    private void delete(AccountId row, byte[] family, byte[] column) {
        hbase.delete(Tables.HIDDEN, new Delete(Tables.hiddenRow(row)).addColumns(family, column));
    }
}
