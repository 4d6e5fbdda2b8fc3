package io.wetoken.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hbase.TableExistsException;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncAdmin;

/** Creates what is missing, all tables at once; another process may be doing the same. */
final class TableCreation {
    /** Creating moves regions, which takes seconds on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long POLL_MS = 50;

    private TableCreation() {}

    static void createMissing(HBase hbase, String zookeeper) {
        AsyncAdmin admin = hbase.connection().getAdmin();
        List<TableName> present = HBase.await(zookeeper, HBaseConnect.DEADLINE, admin.listTableNames());
        CompletableFuture<?>[] missing = Arrays.stream(Tables.values())
                .filter(table -> !present.contains(table.named(hbase.prefix())))
                .map(table -> create(hbase, table))
                .toArray(CompletableFuture[]::new);
        HBase.await(zookeeper, LIMIT, CompletableFuture.allOf(missing));
    }

    private static CompletableFuture<Void> create(HBase hbase, Tables table) {
        // An operation's usual limit would be too short for this one.
        AsyncAdmin admin = hbase.connection()
                .getAdminBuilder()
                .setOperationTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        return admin.createTable(table.descriptor(hbase.prefix()))
                .exceptionally(TableCreation::existsAlready)
                .thenCompose(
                        created -> available(admin, table.named(hbase.prefix()), System.nanoTime() + LIMIT.toNanos()));
    }

    /** Another process was faster, which is as good. */
    private static Void existsAlready(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TableExistsException) {
            return null;
        }
        throw new CompletionException(cause);
    }

    /** Asks until it is, or until {@code until} on the clock of {@link System#nanoTime}. */
    private static CompletableFuture<Void> available(AsyncAdmin admin, TableName table, long until) {
        return admin.isTableAvailable(table).thenCompose(available -> {
            if (available) {
                return CompletableFuture.<Void>completedFuture(null);
            }
            if (System.nanoTime() - until > 0) {
                return CompletableFuture.<Void>failedFuture(
                        new IOException("table " + table + " is not available after " + LIMIT.toSeconds() + " s"));
            }
            return CompletableFuture.supplyAsync(
                            () -> table, CompletableFuture.delayedExecutor(POLL_MS, TimeUnit.MILLISECONDS))
                    .thenCompose(again -> available(admin, again, until));
        });
    }
}
