package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;

final class HBaseProfiles implements Profiles {
    private final HBase hbase;

    HBaseProfiles(HBase hbase) {
        this.hbase = hbase;
    }

    /** Columns lie by name, so the newest days are the first, and what an earlier release wrote as a whole is the last. */
    @Override
    public Optional<Profile> find(AccountId account) {
        return profile(account, hbase.get(Tables.PROFILES, get(account)));
    }

    static Get get(AccountId account) {
        return new Get(Tables.profileRow(account)).addFamily(Tables.PROFILE).setMaxResultsPerColumnFamily(MAX_DAYS);
    }

    /** @param row of {@link #get} */
    static Optional<Profile> profile(AccountId account, Result row) {
        List<Profile> parts = Stream.ofNullable(row.rawCells())
                .flatMap(Stream::of)
                .map(cell -> Codecs.profile(account, CellUtil.cloneValue(cell)))
                .toList();
        return Profile.of(account, parts);
    }

    @Override
    public void forget(AccountId account) {
        hbase.delete(Tables.PROFILES, new Delete(Tables.profileRow(account)).addFamily(Tables.PROFILE));
    }

    @Override
    public void putAll(Collection<Part> parts) {
        Map<AccountId, Put> rows = new LinkedHashMap<>();
        for (Part part : parts) {
            rows.computeIfAbsent(part.profile().account(), account -> new Put(Tables.profileRow(account)))
                    .addColumn(Tables.PROFILE, Tables.day(part.day()), Codecs.encode(part.profile()));
        }
        hbase.putAll(Tables.PROFILES, rows.values(), row -> row);
    }
}
