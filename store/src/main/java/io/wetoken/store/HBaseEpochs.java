package io.wetoken.store;

import io.wetoken.behaviour.Epoch;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.hbase.CompareOperator;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.util.Bytes;

final class HBaseEpochs implements Epochs {
    private static final int NODE_BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();

    private final HBase hbase;

    HBaseEpochs(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public Optional<Row> find(Epoch epoch) {
        Get get = new Get(Tables.epochRow(epoch)).addFamily(Tables.STATE).addFamily(Tables.DETAIL);
        return Optional.of(hbase.get(Tables.EPOCHS, get))
                .filter(row -> !row.isEmpty())
                .map(HBaseEpochs::row);
    }

    @Override
    public List<Row> all() {
        Scan scan = new Scan().addFamily(Tables.STATE).addFamily(Tables.DETAIL);
        return hbase.scan(Tables.EPOCHS, scan).stream().map(HBaseEpochs::row).toList();
    }

    @Override
    public List<Row> newest(Optional<Epoch> before, int limit) {
        Scan scan = new Scan()
                .addFamily(Tables.STATE)
                .addFamily(Tables.DETAIL)
                .setReversed(true)
                .setLimit(limit);
        before.ifPresent(day -> scan.withStartRow(Tables.epochRow(day), false));
        return hbase.scan(Tables.EPOCHS, scan).stream().map(HBaseEpochs::row).toList();
    }

    private static Row row(Result result) {
        Map<String, String> details = new TreeMap<>();
        result.getFamilyMap(Tables.DETAIL)
                .forEach((name, value) -> details.put(Bytes.toString(name), Bytes.toString(value)));
        State state = State.valueOf(Bytes.toString(result.getValue(Tables.STATE, Tables.VALUE)));
        return new Row(Tables.epochDay(result.getRow()), state, details);
    }

    @Override
    public Row open(Epoch epoch) {
        byte[] row = Tables.epochRow(epoch);
        change(CheckAndMutate.newBuilder(row)
                .ifNotExists(Tables.STATE, Tables.VALUE)
                .build(put(row, Map.of()).addColumn(Tables.STATE, Tables.VALUE, name(State.OPEN))));
        return find(epoch).orElseThrow();
    }

    @Override
    public boolean advance(Epoch epoch, State from, Map<String, String> details) {
        byte[] row = Tables.epochRow(epoch);
        return change(CheckAndMutate.newBuilder(row)
                .ifEquals(Tables.STATE, Tables.VALUE, name(from))
                .build(put(row, details).addColumn(Tables.STATE, Tables.VALUE, name(from.next()))));
    }

    @Override
    public void note(Epoch epoch, Map<String, String> details) {
        byte[] row = Tables.epochRow(epoch);
        boolean known = details.isEmpty()
                ? find(epoch).isPresent()
                : change(CheckAndMutate.newBuilder(row)
                        // Not equal to nothing: it exists.
                        .ifMatches(Tables.STATE, Tables.VALUE, CompareOperator.NOT_EQUAL, new byte[0])
                        .build(put(row, details)));
        if (!known) {
            throw new IllegalStateException("Epoch " + epoch + " was never opened");
        }
    }

    private boolean change(CheckAndMutate change) {
        return hbase.change(Tables.EPOCHS, change);
    }

    private static Put put(byte[] row, Map<String, String> details) {
        Put put = new Put(row);
        details.forEach((name, value) -> put.addColumn(Tables.DETAIL, Bytes.toBytes(name), Bytes.toBytes(value)));
        return put;
    }

    private static byte[] name(State state) {
        return Bytes.toBytes(state.name());
    }

    @Override
    public void putChunk(Epoch epoch, Chunk chunk) {
        StringBuilder nodes = new StringBuilder();
        chunk.proof().forEach(node -> nodes.append(node, 2, node.length()));
        hbase.put(
                Tables.EPOCHS,
                new Put(Tables.chunkRow(epoch, chunk.index()))
                        .addColumn(
                                Tables.CHUNK,
                                Tables.PACKED,
                                HEX.parseHex(chunk.packed(), 2, chunk.packed().length()))
                        .addColumn(Tables.CHUNK, Tables.NODES, HEX.parseHex(nodes)));
    }

    @Override
    public Optional<Chunk> chunk(Epoch epoch, int index) {
        Get get = new Get(Tables.chunkRow(epoch, index)).addFamily(Tables.CHUNK);
        return Optional.of(hbase.get(Tables.EPOCHS, get))
                .filter(row -> !row.isEmpty())
                .map(row -> chunk(index, row));
    }

    private static Chunk chunk(int index, Result row) {
        byte[] nodes = row.getValue(Tables.CHUNK, Tables.NODES);
        List<String> proof = new ArrayList<>();
        for (int at = 0; at < nodes.length; at += NODE_BYTES) {
            proof.add("0x" + HEX.formatHex(nodes, at, at + NODE_BYTES));
        }
        return new Chunk(index, "0x" + HEX.formatHex(row.getValue(Tables.CHUNK, Tables.PACKED)), proof);
    }
}
