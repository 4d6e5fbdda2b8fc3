package io.wetoken.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.CheckAndMutateResult;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;

/**
 * One connection. Calls block, each with a deadline, and every failure names the quorum. The asynchronous client lies beneath, for the blocking one looks up
 * regions outside of its operation timeout: with a dead ZooKeeper a single get took 83 s.
 */
final class HBase implements AutoCloseable {
    /** How many rows travel together. */
    static final int BATCH = 1000;

    private final AsyncConnection connection;
    private final String zookeeper;
    private final String prefix;

    HBase(AsyncConnection connection, String zookeeper, String prefix) {
        this.connection = connection;
        this.zookeeper = zookeeper;
        this.prefix = prefix;
    }

    Result get(Tables table, Get get) {
        return await(open(table).get(get));
    }

    /** In the order of the gets. */
    List<Result> getAll(Tables table, List<Get> gets) {
        return await(open(table).getAll(gets));
    }

    /** The decoded values of those keys that have one, in batches. */
    <K, V> Map<K, V> values(Tables table, Collection<K> keys, Function<K, Get> get, BiFunction<K, byte[], V> decode) {
        Map<K, V> values = new HashMap<>();
        for (List<K> batch : batches(keys)) {
            List<Result> results = getAll(table, batch.stream().map(get).toList());
            for (int i = 0; i < results.size(); i++) {
                byte[] value = results.get(i).value();
                if (value != null) {
                    values.put(batch.get(i), decode.apply(batch.get(i), value));
                }
            }
        }
        return values;
    }

    void put(Tables table, Put put) {
        await(open(table).put(put));
    }

    void delete(Tables table, byte[] row) {
        delete(table, new Delete(row));
    }

    void delete(Tables table, Delete delete) {
        await(open(table).delete(delete));
    }

    /** Every row of the scan in order, read {@link #BATCH} at a time. */
    void each(Tables table, Scan scan, Consumer<Result> row) {
        List<Result> page;
        do {
            page = scan(table, scan.setLimit(BATCH));
            page.forEach(row);
            if (!page.isEmpty()) {
                scan.withStartRow(page.get(page.size() - 1).getRow(), false);
            }
        } while (page.size() == BATCH);
    }

    <T> void putAll(Tables table, Collection<T> values, Function<T, Put> put) {
        for (List<T> batch : batches(values)) {
            await(open(table).putAll(batch.stream().map(put).toList()));
        }
    }

    /**
     * Whether this attempt changed the row. False does not prove that somebody else did: when an answer is lost the client tries again, and then finds its own
     * work; so look at the row.
     */
    boolean change(Tables table, CheckAndMutate change) {
        return await(open(table).checkAndMutate(change)).isSuccess();
    }

    /** {@link #change} of many rows, each for itself, in the order of the changes. */
    List<Boolean> changeAll(Tables table, List<CheckAndMutate> changes) {
        return await(open(table).checkAndMutateAll(changes)).stream()
                .map(CheckAndMutateResult::isSuccess)
                .toList();
    }

    /** All rows of the scan in order; the caller bounds it. */
    List<Result> scan(Tables table, Scan scan) {
        return await(open(table).scanAll(scan));
    }

    private AsyncTable<?> open(Tables table) {
        return connection.getTable(table.named(prefix));
    }

    AsyncConnection connection() {
        return connection;
    }

    String prefix() {
        return prefix;
    }

    private <T> T await(CompletableFuture<T> answer) {
        return await(zookeeper, HBaseConnect.DEADLINE, answer);
    }

    /** @throws UncheckedIOException naming the quorum when it fails or there is no answer in time; then nobody knows whether it was done */
    static <T> T await(String zookeeper, Duration deadline, CompletableFuture<T> answer) {
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(zookeeper, e.getCause());
        } catch (TimeoutException e) {
            throw failed(zookeeper, new IOException("no answer after " + deadline.toSeconds() + " s", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            IOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw failed(zookeeper, interrupted);
        }
    }

    static UncheckedIOException failed(String zookeeper, Throwable cause) {
        IOException io = cause instanceof IOException known ? known : new IOException(cause.toString(), cause);
        String reason = String.valueOf(io.getMessage()).lines().findFirst().orElse("");
        return new UncheckedIOException("HBase behind ZooKeeper " + zookeeper + " failed: " + reason, io);
    }

    static <T> List<List<T>> batches(Collection<T> values) {
        List<T> all = new ArrayList<>(values);
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return batches;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw failed(zookeeper, e);
        }
    }
}
