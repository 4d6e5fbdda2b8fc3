package io.wetoken.store;

import io.wetoken.behaviour.Epoch;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.util.Bytes;

final class HBaseMetrics implements Metrics {
    private final HBase hbase;

    HBaseMetrics(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public void put(Epoch epoch, Map<String, Long> figures) {
        if (figures.isEmpty()) {
            return;
        }
        Put put = new Put(Tables.metricsRow(epoch));
        figures.forEach((name, value) -> put.addColumn(Tables.METRIC, Bytes.toBytes(name), Bytes.toBytes(value)));
        hbase.put(Tables.METRICS, put);
    }

    @Override
    public Map<String, Long> day(Epoch epoch) {
        Result row = hbase.get(Tables.METRICS, new Get(Tables.metricsRow(epoch)));
        Map<String, Long> figures = new TreeMap<>();
        if (!row.isEmpty()) {
            row.getFamilyMap(Tables.METRIC)
                    .forEach((name, value) -> figures.put(Bytes.toString(name), Bytes.toLong(value)));
        }
        return Collections.unmodifiableMap(figures);
    }

    @Override
    public Optional<Epoch> newest() {
        Scan scan = new Scan().setStartStopRowForPrefixScan(Tables.DAYS_PREFIX).setLimit(1);
        return hbase.scan(Tables.METRICS, scan).stream()
                .map(row -> Tables.metricsDay(row.getRow()))
                .findFirst();
    }

    @Override
    public void putTrending(List<Trending> trending) {
        Limits.trending(trending);
        hbase.put(
                Tables.METRICS,
                new Put(Tables.TRENDING_ROW).addColumn(Tables.METRIC, Tables.VALUE, Codecs.encode(trending)));
    }

    @Override
    public List<Trending> trending() {
        byte[] value = hbase.get(Tables.METRICS, new Get(Tables.TRENDING_ROW)).value();
        return value == null ? List.of() : Codecs.trending(value);
    }
}
