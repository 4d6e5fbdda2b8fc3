package io.wetoken.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.InvalidFamilyOperationException;
import org.apache.hadoop.hbase.TableExistsException;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncAdmin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptor;

/** Creates what is missing, tables and families, all tables at once; another process may be doing the same. */
final class TableCreation {
    /** Creating moves regions, which takes seconds on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long POLL_MS = 50;

    private TableCreation() {}

    static void createMissing(HBase hbase, String zookeeper) {
        AsyncAdmin admin = hbase.connection().getAdmin();
        Map<TableName, TableDescriptor> present =
                HBase.await(zookeeper, HBaseConnect.DEADLINE, admin.listTableDescriptors()).stream()
                        .collect(Collectors.toMap(TableDescriptor::getTableName, Function.identity()));
        CompletableFuture<?>[] missing = Arrays.stream(Tables.values())
                .map(table -> Optional.ofNullable(present.get(table.named(hbase.prefix())))
                        .map(known -> complete(hbase, table, known))
                        .orElseGet(() -> create(hbase, table)))
                .toArray(CompletableFuture[]::new);
        HBase.await(zookeeper, LIMIT, CompletableFuture.allOf(missing));
    }

    /** With the families that an earlier release did not have. */
    private static CompletableFuture<Void> complete(HBase hbase, Tables table, TableDescriptor known) {
        AsyncAdmin admin = patient(hbase);
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (ColumnFamilyDescriptor family : table.descriptor(hbase.prefix()).getColumnFamilies()) {
            if (!known.hasColumnFamily(family.getName())) {
                // One after the other: each changes the whole descriptor.
                done = done.thenCompose(before -> admin.addColumnFamily(known.getTableName(), family)
                        .exceptionally(failure -> tolerated(failure, InvalidFamilyOperationException.class)));
            }
        }
        return done;
    }

    /** An operation's usual limit would be too short for what moves regions. */
    private static AsyncAdmin patient(HBase hbase) {
        return hbase.connection()
                .getAdminBuilder()
                .setOperationTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    private static CompletableFuture<Void> create(HBase hbase, Tables table) {
        AsyncAdmin admin = patient(hbase);
        return admin.createTable(table.descriptor(hbase.prefix()))
                .exceptionally(failure -> tolerated(failure, TableExistsException.class))
                .thenCompose(
                        created -> available(admin, table.named(hbase.prefix()), System.nanoTime() + LIMIT.toNanos()));
    }

    /** Another process was faster, which is as good. */
    private static Void tolerated(Throwable failure, Class<? extends Throwable> existsAlready) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (existsAlready.isInstance(cause)) {
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
