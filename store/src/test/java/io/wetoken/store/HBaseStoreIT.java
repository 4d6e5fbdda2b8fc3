package io.wetoken.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import io.wetoken.stack.testing.HBaseProcess;
import io.wetoken.stack.testing.TestServers;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HBaseStoreIT extends StoreContract {
    private static HBaseProcess server;
    private static Store store;

    @BeforeAll
    static void start() throws IOException {
        server = TestServers.hbase();
        store = Stores.hbase(server.zookeeper());
    }

    @AfterAll
    static void stop() {
        if (store != null) {
            store.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Override
    Store store() {
        return store;
    }

    @Test
    void severalProcessesMayCreateTheTablesAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<Store>> opening = List.of(
                    pool.submit(() -> Stores.hbase(server.zookeeper(), "race")),
                    pool.submit(() -> Stores.hbase(server.zookeeper(), "race")),
                    pool.submit(() -> Stores.hbase(server.zookeeper(), "race")));
            Epoch day = Epoch.parse("2026-11-21");
            for (Future<Store> opened : opening) {
                try (Store one = opened.get()) {
                    assertThat(one.epochs().open(day).state()).isEqualTo(State.OPEN);
                }
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(store.epochs().find(Epoch.parse("2026-11-21"))).isEmpty();
    }

    @Test
    void aTableOfAnEarlierReleaseGetsWhatItLacks() throws Exception {
        try (HBase hbase = new HBase(HBaseConnect.to(server.zookeeper()), server.zookeeper(), "earlier")) {
            TableDescriptor now = Tables.PROFILES.descriptor("earlier");
            TableDescriptor before = TableDescriptorBuilder.newBuilder(now)
                    .removeColumnFamily(Tables.HIDES)
                    .removeColumnFamily(Tables.BLOCKED_BY)
                    .build();
            hbase.connection().getAdmin().createTable(before).get();
            try (Store opened = Stores.hbase(server.zookeeper(), "earlier")) {
                opened.hidden().hide(new AccountId("ann"), Hidden.Kind.MUTED, "bob", 1);
                assertThat(opened.hidden().of(new AccountId("ann")).muted())
                        .containsExactly(new Hidden.Entry("bob", 1));
            }
            TableDescriptor completed = hbase.connection()
                    .getAdmin()
                    .getDescriptor(now.getTableName())
                    .get();
            assertThat(completed.getColumnFamilies()).isEqualTo(now.getColumnFamilies());
        }
    }

    @Test
    void aBindingThatWasKilledHalfWayMeansNothingUntilItIsRepeated() {
        AccountId ann = new AccountId("half-bound");
        Address address = new Address("0x" + "77".repeat(20));
        try (HBase hbase = new HBase(HBaseConnect.to(server.zookeeper()), server.zookeeper(), Stores.DEFAULT_PREFIX)) {
            hbase.put(
                    Tables.WALLETS,
                    new Put(Tables.addressRow(address))
                            .addColumn(Tables.WALLET, Tables.VALUE, Bytes.toBytes(ann.value())));
        }
        assertThat(store.wallets().accountOf(address)).isEmpty();
        assertThatThrownBy(() -> store.wallets().bind(Map.of(new AccountId("thief"), address)))
                .isInstanceOf(IllegalStateException.class);
        store.wallets().bind(Map.of(ann, address));
        assertThat(store.wallets().accountOf(address)).contains(ann);
    }
}
