package io.wetoken.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.hbase.TableExistsException;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.TableDescriptor;

/** Creates what is missing, all tables at once; another process may be doing the same. */
final class TableCreation {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MS = 50;

    private TableCreation() {}

    static void createMissing(HBase hbase) {
        hbase.connected(connection -> {
            try (Admin admin = connection.getAdmin()) {
                createMissing(admin, hbase.prefix());
            }
            return null;
        });
    }

    private static void createMissing(Admin admin, String prefix) throws IOException {
        Set<TableName> present = Set.of(admin.listTableNames());
        List<Tables> missing = new ArrayList<>();
        for (Tables table : Tables.values()) {
            if (!present.contains(table.named(prefix))) {
                missing.add(table);
            }
        }
        List<Future<Void>> creations = new ArrayList<>();
        for (Tables table : missing) {
            begin(admin, table.descriptor(prefix)).ifPresent(creations::add);
        }
        for (Future<Void> creation : creations) {
            await(creation);
        }
        for (Tables table : missing) {
            awaitAvailable(admin, table.named(prefix));
        }
    }

    /** Empty when another process was faster, which is as good. */
    private static Optional<Future<Void>> begin(Admin admin, TableDescriptor table) throws IOException {
        try {
            return Optional.of(admin.createTableAsync(table));
        } catch (TableExistsException e) {
            return Optional.empty();
        }
    }

    private static void await(Future<Void> creation) throws IOException {
        try {
            creation.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TableExistsException)) {
                throw new IOException("Cannot create a table: " + e.getCause().getMessage(), e);
            }
        } catch (TimeoutException e) {
            throw new IOException("A table is not created after " + LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void awaitAvailable(Admin admin, TableName table) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            while (!admin.isTableAvailable(table)) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("Table " + table + " is not available after " + LIMIT.toSeconds() + " s");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        IOException interrupted = new InterruptedIOException("Interrupted while creating tables");
        interrupted.initCause(e);
        return interrupted;
    }
}
