package io.wetoken.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;

/** One connection; every failure names the quorum. */
final class HBase implements AutoCloseable {
    /** How many rows travel together. */
    static final int BATCH = 1000;

    private final Connection connection;
    private final String zookeeper;
    private final String prefix;

    HBase(Connection connection, String zookeeper, String prefix) {
        this.connection = connection;
        this.zookeeper = zookeeper;
        this.prefix = prefix;
    }

    /** Something that is done with a table or the whole store. */
    interface Task<A, R> {
        R on(A handle) throws IOException;
    }

    <R> R with(Tables table, Task<Table, R> task) {
        return connected(open -> {
            try (Table handle = open.getTable(table.named(prefix))) {
                return task.on(handle);
            }
        });
    }

    <R> R connected(Task<Connection, R> task) {
        try {
            return task.on(connection);
        } catch (IOException e) {
            throw new UncheckedIOException(unreachable(zookeeper, e), e);
        }
    }

    Result get(Tables table, Get get) {
        return with(table, handle -> handle.get(get));
    }

    void put(Tables table, Put put) {
        with(table, handle -> {
            handle.put(put);
            return null;
        });
    }

    <T> void putAll(Tables table, Collection<T> values, Function<T, Put> put) {
        with(table, handle -> {
            for (List<T> batch : batches(values)) {
                handle.put(batch.stream().map(put).toList());
            }
            return null;
        });
    }

    /** All rows of the scan in order, which the caller bounds. */
    List<Result> scan(Tables table, Scan scan) {
        return with(table, handle -> {
            List<Result> rows = new ArrayList<>();
            try (ResultScanner scanner = handle.getScanner(scan)) {
                scanner.forEach(rows::add);
            }
            return rows;
        });
    }

    static <T> List<List<T>> batches(Collection<T> values) {
        List<T> all = new ArrayList<>(values);
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return batches;
    }

    String prefix() {
        return prefix;
    }

    static String unreachable(String zookeeper, IOException e) {
        return "HBase behind ZooKeeper " + zookeeper + " failed: "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        connected(open -> {
            open.close();
            return null;
        });
    }
}
