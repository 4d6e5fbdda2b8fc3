package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import java.util.Collection;
import java.util.Optional;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;

final class HBaseProfiles implements Profiles {
    private final HBase hbase;

    HBaseProfiles(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public Optional<Profile> find(AccountId account) {
        Get get = new Get(Tables.profileRow(account)).addColumn(Tables.PROFILE, Tables.VALUE);
        return Optional.ofNullable(hbase.get(Tables.PROFILES, get).value())
                .map(bytes -> Codecs.profile(account, bytes));
    }

    @Override
    public void putAll(Collection<Profile> profiles) {
        hbase.putAll(
                Tables.PROFILES,
                profiles,
                profile -> new Put(Tables.profileRow(profile.account()))
                        .addColumn(Tables.PROFILE, Tables.VALUE, Codecs.encode(profile)));
    }
}
