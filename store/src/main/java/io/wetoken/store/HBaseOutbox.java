package io.wetoken.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;

/** A writer is one row, for only within a row is "if the fence is mine, then store" one act. */
final class HBaseOutbox implements Outbox {
    private final HBase hbase;

    HBaseOutbox(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public Optional<Lease> lease(Writer writer) {
        return Optional.ofNullable(heldBytes(writer)).map(bytes -> Codecs.lease(writer, bytes));
    }

    private byte[] heldBytes(Writer writer) {
        Get get = new Get(Tables.writerRow(writer)).addColumn(Tables.LEASE, Tables.VALUE);
        return hbase.get(Tables.OUTBOX, get).value();
    }

    @Override
    public Optional<Lease> take(Writer writer, String holder, Optional<String> displaced, Instant now, Instant until) {
        byte[] held = heldBytes(writer);
        Optional<Lease> before = Optional.ofNullable(held).map(bytes -> Codecs.lease(writer, bytes));
        Optional<Lease> after = Leases.next(before, holder, displaced, now, until);
        if (after.isEmpty()) {
            return after;
        }
        byte[] row = Tables.writerRow(writer);
        CheckAndMutate.Builder check = CheckAndMutate.newBuilder(row);
        CheckAndMutate change = (held == null
                        ? check.ifNotExists(Tables.LEASE, Tables.VALUE)
                        : check.ifEquals(Tables.LEASE, Tables.VALUE, held))
                .build(put(row, after.get()));
        // Not changed may mean changed by the first try of this very call, whose answer was lost.
        return hbase.change(Tables.OUTBOX, change) || lease(writer).equals(after) ? after : Optional.empty();
    }

    @Override
    public void release(Writer writer, Lease lease, Instant now) {
        byte[] row = Tables.writerRow(writer);
        hbase.change(Tables.OUTBOX, ifMine(row, lease).build(put(row, Leases.ended(lease, now))));
    }

    private static Put put(byte[] row, Lease lease) {
        return new Put(row)
                .addColumn(Tables.LEASE, Tables.VALUE, Codecs.encode(lease))
                .addColumn(Tables.LEASE, Tables.FENCE, Bytes.toBytes(lease.fence()));
    }

    @Override
    public boolean put(Writer writer, Lease lease, Entry entry) {
        byte[] row = Tables.writerRow(writer);
        Put put = new Put(row).addColumn(Tables.ENTRY, Bytes.toBytes(entry.nonce()), Codecs.encode(entry));
        return hbase.change(Tables.OUTBOX, ifMine(row, lease).build(put));
    }

    @Override
    public boolean forget(Writer writer, Lease lease, long belowNonce) {
        byte[] row = Tables.writerRow(writer);
        Delete delete = new Delete(row);
        for (Entry entry : entries(writer)) {
            if (entry.nonce() < belowNonce) {
                delete.addColumns(Tables.ENTRY, Bytes.toBytes(entry.nonce()));
            }
        }
        return delete.isEmpty()
                ? lease(writer).filter(held -> held.fence() == lease.fence()).isPresent()
                : hbase.change(Tables.OUTBOX, ifMine(row, lease).build(delete));
    }

    private static CheckAndMutate.Builder ifMine(byte[] row, Lease lease) {
        return CheckAndMutate.newBuilder(row).ifEquals(Tables.LEASE, Tables.FENCE, Bytes.toBytes(lease.fence()));
    }

    @Override
    public List<Entry> entries(Writer writer) {
        Result row = hbase.get(Tables.OUTBOX, new Get(Tables.writerRow(writer)).addFamily(Tables.ENTRY));
        return row.isEmpty()
                ? List.of()
                : row.getFamilyMap(Tables.ENTRY).entrySet().stream()
                        .map(cell -> Codecs.entry(Bytes.toLong(cell.getKey()), cell.getValue()))
                        .toList();
    }
}
