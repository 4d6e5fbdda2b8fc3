package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * In the rows of the profiles. A block is written into both accounts', so that a page needs one row. The other's is written first and goes last: a call that is killed between the two
 * leaves a block that works on one side, and the same call again finishes it.
 */
final class HBaseHidden implements Hidden {
    private final HBase hbase;

    HBaseHidden(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public Lists of(AccountId account) {
        return lists(hbase.get(Tables.PROFILES, get(account)));
    }

    /** The families' bound is for who is blocked by many; what an account hides itself is less. */
    static Get get(AccountId account) {
        return new Get(Tables.profileRow(account))
                .addFamily(Tables.HIDES)
                .addFamily(Tables.BLOCKED_BY)
                .setMaxResultsPerColumnFamily(MAX_BLOCKED_BY);
    }

    /** @param row of {@link #get} */
    static Lists lists(Result row) {
        if (row.isEmpty()) {
            return Lists.NONE;
        }
        Map<Kind, List<Entry>> entries = new EnumMap<>(Kind.class);
        row.getFamilyMap(Tables.HIDES)
                .forEach(
                        (column, value) -> entries.computeIfAbsent(Tables.hiddenKind(column), kind -> new ArrayList<>())
                                .add(new Entry(Tables.hiddenName(column), Codecs.time(value))));
        List<AccountId> blockedBy = row.getFamilyMap(Tables.BLOCKED_BY).keySet().stream()
                .map(column -> new AccountId(Bytes.toString(column)))
                .toList();
        return new Lists(
                entries.getOrDefault(Kind.MUTED, List.of()),
                entries.getOrDefault(Kind.BLOCKED, List.of()),
                entries.getOrDefault(Kind.DISMISSED, List.of()),
                blockedBy);
    }

    @Override
    public Hid hide(AccountId account, Kind kind, String name, long at) {
        Hid hid = of(account).hiding(kind, name);
        if (kind == Kind.BLOCKED && hid != Hid.TOO_MANY) {
            hbase.put(
                    Tables.PROFILES,
                    new Put(Tables.profileRow(new AccountId(name)))
                            .addColumn(Tables.BLOCKED_BY, Tables.profileRow(account), Codecs.encodeTime(at)));
        }
        if (hid == Hid.NOW) {
            hbase.put(
                    Tables.PROFILES,
                    new Put(Tables.profileRow(account))
                            .addColumn(Tables.HIDES, Tables.hiddenColumn(kind, name), Codecs.encodeTime(at)));
        }
        return hid;
    }

    @Override
    public void show(AccountId account, Kind kind, String name) {
        delete(account, Tables.HIDES, Tables.hiddenColumn(kind, name));
        if (kind == Kind.BLOCKED) {
            delete(new AccountId(name), Tables.BLOCKED_BY, Tables.profileRow(account));
        }
    }

    /** Other rows first: while the account's own is there, the same call again finds them. */
    @Override
    public void forget(AccountId account) {
        Lists own = of(account);
        own.blocked()
                .forEach(entry -> delete(new AccountId(entry.name()), Tables.BLOCKED_BY, Tables.profileRow(account)));
        Scan naming = new Scan()
                .addColumn(Tables.HIDES, Tables.hiddenColumn(Kind.MUTED, account.value()))
                .addColumn(Tables.HIDES, Tables.hiddenColumn(Kind.BLOCKED, account.value()))
                .addColumn(Tables.BLOCKED_BY, Tables.profileRow(account));
        TreeSet<byte[]> rows = new TreeSet<>(Bytes.BYTES_COMPARATOR);
        hbase.each(Tables.PROFILES, naming, row -> rows.add(row.getRow()));
        for (byte[] row : rows) {
            hbase.delete(
                    Tables.PROFILES,
                    new Delete(row)
                            .addColumns(Tables.HIDES, Tables.hiddenColumn(Kind.MUTED, account.value()))
                            .addColumns(Tables.HIDES, Tables.hiddenColumn(Kind.BLOCKED, account.value()))
                            .addColumns(Tables.BLOCKED_BY, Tables.profileRow(account)));
        }
        hbase.delete(
                Tables.PROFILES,
                new Delete(Tables.profileRow(account)).addFamily(Tables.HIDES).addFamily(Tables.BLOCKED_BY));
    }

    private void delete(AccountId row, byte[] family, byte[] column) {
        hbase.delete(Tables.PROFILES, new Delete(Tables.profileRow(row)).addColumns(family, column));
    }
}
