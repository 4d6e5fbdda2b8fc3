package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.util.Bytes;

/** A clip's row is written first; a crash before its two index rows leaves a clip that is found but not listed, until it is put again. */
final class HBaseClips implements Clips {
    private final HBase hbase;

    HBaseClips(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public Optional<Clip> find(ContentId content) {
        return Optional.ofNullable(findAll(List.of(content)).get(content));
    }

    @Override
    public Map<ContentId, Clip> findAll(Collection<ContentId> contents) {
        return hbase.values(
                Tables.CLIPS,
                contents,
                content -> new Get(Tables.clipRow(content)).addColumn(Tables.CLIP, Tables.VALUE),
                Codecs::clip);
    }

    @Override
    public void put(Clip clip) {
        byte[] row = Tables.clipRow(clip.content());
        CheckAndMutate first = CheckAndMutate.newBuilder(row)
                .ifNotExists(Tables.CLIP, Tables.VALUE)
                .build(new Put(row).addColumn(Tables.CLIP, Tables.VALUE, Codecs.encode(clip)));
        Clip kept = clip;
        if (!hbase.change(Tables.CLIPS, first)) {
            kept = clip.publishedAt(find(clip.content()).orElseThrow().publishedAt());
            hbase.put(Tables.CLIPS, new Put(row).addColumn(Tables.CLIP, Tables.VALUE, Codecs.encode(kept)));
        }
        hbase.putAll(Tables.CLIPS, listed(kept).toList(), line -> line);
    }

    /** The lines of both lists. */
    private static Stream<Put> listed(Clip clip) {
        byte[] content = Bytes.toBytes(clip.content().value());
        return Stream.of(
                        Tables.newestClipRow(clip.publishedAt(), clip.content()),
                        Tables.ownedClipRow(clip.owner(), clip.publishedAt(), clip.content()))
                .map(line -> new Put(line).addColumn(Tables.CLIP, Tables.VALUE, content));
    }

    @Override
    public void putNew(Collection<Clip> clips) {
        hbase.putAll(
                Tables.CLIPS,
                clips,
                clip -> new Put(Tables.clipRow(clip.content()))
                        .addColumn(Tables.CLIP, Tables.VALUE, Codecs.encode(clip)));
        hbase.putAll(Tables.CLIPS, clips.stream().flatMap(HBaseClips::listed).toList(), line -> line);
    }

    /** The old line of the owner's list goes last: while it is there, the same call again finds the clip. */
    @Override
    public void rename(AccountId from, AccountId to) {
        Scan owned = new Scan().setStartStopRowForPrefixScan(Tables.ownedClips(from));
        hbase.each(Tables.CLIPS, owned, line -> {
            ContentId content = new ContentId(Bytes.toString(line.value()));
            find(content).ifPresent(clip -> {
                hbase.put(
                        Tables.CLIPS,
                        new Put(Tables.clipRow(content))
                                .addColumn(Tables.CLIP, Tables.VALUE, Codecs.encode(clip.of(to))));
                hbase.put(
                        Tables.CLIPS,
                        new Put(Tables.ownedClipRow(to, clip.publishedAt(), content))
                                .addColumn(Tables.CLIP, Tables.VALUE, line.value()));
            });
            hbase.delete(Tables.CLIPS, line.getRow());
        });
    }

    @Override
    public List<ContentId> newest(int limit) {
        return list(Tables.NEWEST_CLIPS, limit);
    }

    @Override
    public List<Clip> of(AccountId owner, int limit) {
        List<ContentId> contents = list(Tables.ownedClips(owner), limit);
        Map<ContentId, Clip> clips = findAll(contents);
        return contents.stream().map(clips::get).filter(Objects::nonNull).toList();
    }

    private List<ContentId> list(byte[] prefix, int limit) {
        Scan scan = new Scan().setStartStopRowForPrefixScan(prefix).setLimit(Limits.list(limit, MAX_LIST));
        return hbase.scan(Tables.CLIPS, scan).stream()
                .map(row -> new ContentId(Bytes.toString(row.value())))
                .toList();
    }
}
