package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.util.Bytes;

final class HBaseContents implements Contents {
    private final HBase hbase;

    HBaseContents(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public Optional<Content> find(ContentId content) {
        return value(content, Tables.CATALOGUE).map(bytes -> Codecs.content(content, bytes));
    }

    @Override
    public Map<ContentId, Content> findAll(Collection<ContentId> contents) {
        return values(contents, Tables.CATALOGUE, Codecs::content);
    }

    @Override
    public Content release(Content content) {
        return hbase.change(Tables.CONTENTS, first(content))
                ? content
                : find(content.id()).orElseThrow();
    }

    @Override
    public void releaseAll(List<Content> contents) {
        hbase.changeAll(
                Tables.CONTENTS, contents.stream().map(HBaseContents::first).toList());
    }

    private static CheckAndMutate first(Content content) {
        byte[] row = Tables.contentRow(content.id());
        return CheckAndMutate.newBuilder(row)
                .ifNotExists(Tables.CATALOGUE, Tables.VALUE)
                .build(new Put(row).addColumn(Tables.CATALOGUE, Tables.VALUE, Codecs.encode(content)));
    }

    @Override
    public Optional<Figures> figures(ContentId content) {
        return value(content, Tables.FIGURES).map(bytes -> Codecs.figures(content, bytes));
    }

    @Override
    public Map<ContentId, Figures> figuresAll(Collection<ContentId> contents) {
        return values(contents, Tables.FIGURES, Codecs::figures);
    }

    private <V> Map<ContentId, V> values(
            Collection<ContentId> contents, byte[] family, BiFunction<ContentId, byte[], V> decode) {
        return hbase.values(
                Tables.CONTENTS,
                List.copyOf(contents),
                content -> new Get(Tables.contentRow(content)).addColumn(family, Tables.VALUE),
                decode);
    }

    private Optional<byte[]> value(ContentId content, byte[] family) {
        Get get = new Get(Tables.contentRow(content)).addColumn(family, Tables.VALUE);
        return Optional.ofNullable(hbase.get(Tables.CONTENTS, get).value());
    }

    @Override
    public void rename(AccountId from, AccountId to) {
        hbase.each(Tables.CONTENTS, new Scan(), row -> {
            ContentId content = new ContentId(Bytes.toString(row.getRow()));
            Optional.ofNullable(row.getValue(Tables.CATALOGUE, Tables.VALUE))
                    .map(bytes -> Codecs.content(content, bytes))
                    .filter(made -> made.owner().equals(from))
                    .ifPresent(made -> put(content, Tables.CATALOGUE, Codecs.encode(made.of(to))));
            Optional.ofNullable(row.getValue(Tables.FIGURES, Tables.VALUE))
                    .map(bytes -> Codecs.figures(content, bytes))
                    .filter(figures -> figures.owner().equals(from))
                    .ifPresent(figures -> put(content, Tables.FIGURES, Codecs.encode(figures.of(to))));
        });
    }

    private void put(ContentId content, byte[] family, byte[] value) {
        hbase.put(Tables.CONTENTS, new Put(Tables.contentRow(content)).addColumn(family, Tables.VALUE, value));
    }

    @Override
    public void putFigures(Collection<Figures> figures) {
        hbase.putAll(
                Tables.CONTENTS,
                figures,
                of -> new Put(Tables.contentRow(of.content()))
                        .addColumn(Tables.FIGURES, Tables.VALUE, Codecs.encode(of)));
    }
}
