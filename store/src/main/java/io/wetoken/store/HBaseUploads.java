package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.util.Bytes;

/** The row of the owner's list is written first: a crash in between leaves a line of the list that leads to nothing, and is passed over. */
final class HBaseUploads implements Uploads {
    private final HBase hbase;

    HBaseUploads(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public Optional<Upload> find(String id) {
        return Optional.ofNullable(findAll(List.of(id)).get(id));
    }

    private Map<String, Upload> findAll(List<String> ids) {
        return hbase.values(
                Tables.UPLOADS,
                ids,
                id -> new Get(Tables.uploadRow(id)).addColumn(Tables.UPLOAD, Tables.VALUE),
                Codecs::upload);
    }

    @Override
    public boolean create(Upload upload) {
        byte[] row = Tables.uploadRow(upload.id());
        byte[] index = Tables.ownedUploadRow(upload.owner(), upload.createdAt(), upload.id());
        hbase.put(Tables.UPLOADS, new Put(index).addColumn(Tables.UPLOAD, Tables.VALUE, Bytes.toBytes(upload.id())));
        CheckAndMutate first = CheckAndMutate.newBuilder(row)
                .ifNotExists(Tables.UPLOAD, Tables.VALUE)
                .build(new Put(row).addColumn(Tables.UPLOAD, Tables.VALUE, Codecs.encode(upload)));
        return hbase.change(Tables.UPLOADS, first)
                || find(upload.id()).filter(upload::equals).isPresent();
    }

    @Override
    public boolean replace(Upload before, Upload after) {
        Conflicts.sameUpload(before, after);
        byte[] row = Tables.uploadRow(before.id());
        return hbase.change(
                Tables.UPLOADS,
                CheckAndMutate.newBuilder(row)
                        .ifEquals(Tables.UPLOAD, Tables.VALUE, Codecs.encode(before))
                        .build(new Put(row).addColumn(Tables.UPLOAD, Tables.VALUE, Codecs.encode(after))));
    }

    @Override
    public void forget(AccountId owner) {
        Scan owned = new Scan().setStartStopRowForPrefixScan(Tables.ownedUploads(owner));
        hbase.each(Tables.UPLOADS, owned, line -> {
            hbase.delete(Tables.UPLOADS, Tables.uploadRow(Bytes.toString(line.value())));
            hbase.delete(Tables.UPLOADS, line.getRow());
        });
    }

    @Override
    public List<Upload> of(AccountId owner, int limit) {
        Scan scan = new Scan()
                .setStartStopRowForPrefixScan(Tables.ownedUploads(owner))
                .setLimit(Limits.list(limit, MAX_LIST));
        List<String> ids = hbase.scan(Tables.UPLOADS, scan).stream()
                .map(row -> Bytes.toString(row.value()))
                .toList();
        Map<String, Upload> uploads = findAll(ids);
        return ids.stream().map(uploads::get).filter(Objects::nonNull).toList();
    }
}
