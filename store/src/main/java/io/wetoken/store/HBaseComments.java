package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.Collection;
import java.util.List;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Scan;

final class HBaseComments implements Comments {
    private final HBase hbase;

    HBaseComments(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public void putAll(Collection<Comment> comments) {
        hbase.putAll(
                Tables.COMMENTS,
                comments,
                comment -> new Put(Tables.commentRow(comment))
                        .addColumn(Tables.COMMENT, Tables.VALUE, Codecs.encode(comment)));
    }

    @Override
    public void forget(AccountId author) {
        hbase.each(Tables.COMMENTS, new Scan(), row -> {
            if (Codecs.comment(Tables.commented(row.getRow()), row.value())
                    .author()
                    .equals(author)) {
                hbase.delete(Tables.COMMENTS, row.getRow());
            }
        });
    }

    @Override
    public List<Comment> newest(ContentId content, int limit) {
        Scan scan = new Scan()
                .setStartStopRowForPrefixScan(Tables.commentsOf(content))
                .setLimit(Limits.list(limit, MAX_LIST));
        return hbase.scan(Tables.COMMENTS, scan).stream()
                .map(row -> Codecs.comment(content, row.value()))
                .toList();
    }
}
