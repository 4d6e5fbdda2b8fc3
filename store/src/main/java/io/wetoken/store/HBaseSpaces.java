package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.filter.ColumnRangeFilter;
import org.apache.hadoop.hbase.util.Bytes;

/** The columns of a row are the days, newest first, so that what is effective in an epoch is the first column from that day on. */
final class HBaseSpaces implements Spaces {
    private final HBase hbase;

    HBaseSpaces(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public void set(Space space, Epoch today) {
        Limits.future(space, today);
        hbase.put(
                Tables.SPACES,
                new Put(Tables.spaceRow(space.owner()))
                        .addColumn(Tables.SHARES, Tables.sharesDay(space.from()), Codecs.encode(space)));
    }

    @Override
    public Optional<Space> at(AccountId owner, Epoch epoch) {
        Get get = new Get(Tables.spaceRow(owner))
                .addFamily(Tables.SHARES)
                .setFilter(from(epoch))
                .setMaxResultsPerColumnFamily(1);
        return Optional.of(hbase.get(Tables.SPACES, get))
                .filter(row -> !row.isEmpty())
                .map(HBaseSpaces::first);
    }

    @Override
    public Optional<Space> next(AccountId owner, Epoch epoch) {
        Get get = new Get(Tables.spaceRow(owner))
                .addFamily(Tables.SHARES)
                .setFilter(new ColumnRangeFilter(null, true, Tables.sharesDay(epoch), false));
        return Optional.of(hbase.get(Tables.SPACES, get))
                .filter(row -> !row.isEmpty())
                .map(row -> space(owner, row.getFamilyMap(Tables.SHARES).lastEntry()));
    }

    @Override
    public List<Space> effective(Epoch epoch, Optional<AccountId> after, int limit) {
        Scan scan = new Scan()
                .addFamily(Tables.SHARES)
                .setFilter(from(epoch))
                .setMaxResultsPerColumnFamily(1)
                .setLimit(Limits.list(limit, MAX_PAGE));
        after.ifPresent(owner -> scan.withStartRow(Tables.spaceRow(owner), false));
        return hbase.scan(Tables.SPACES, scan).stream().map(HBaseSpaces::first).toList();
    }

    /** The new row is written before the old one goes, so that a crash in between leaves both, and the same call again one. */
    @Override
    public void rename(AccountId from, AccountId to) {
        byte[] row = Tables.spaceRow(from);
        Result set = hbase.get(Tables.SPACES, new Get(row));
        if (set.isEmpty()) {
            return;
        }
        Put renamed = new Put(Tables.spaceRow(to));
        set.getFamilyMap(Tables.SHARES).forEach((day, shares) -> renamed.addColumn(Tables.SHARES, day, shares));
        hbase.put(Tables.SPACES, renamed);
        hbase.delete(Tables.SPACES, row);
    }

    /** That day and the ones before it. */
    private static ColumnRangeFilter from(Epoch epoch) {
        return new ColumnRangeFilter(Tables.sharesDay(epoch), true, null, false);
    }

    private static Space first(Result row) {
        NavigableMap<byte[], byte[]> days = row.getFamilyMap(Tables.SHARES);
        return space(new AccountId(Bytes.toString(row.getRow())), days.firstEntry());
    }

    private static Space space(AccountId owner, Map.Entry<byte[], byte[]> shares) {
        return Codecs.space(owner, Tables.dayOfShares(shares.getKey()), shares.getValue());
    }
}
