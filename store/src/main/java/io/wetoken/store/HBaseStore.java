package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import java.util.List;
import org.apache.hadoop.hbase.client.Result;

/** The tables in HBase, over one connection. */
final class HBaseStore implements Store {
    private final HBase hbase;
    private final Profiles profiles;
    private final Contents contents;
    private final Clips clips;
    private final Uploads uploads;
    private final Comments comments;
    private final Hidden hidden;
    private final Spaces spaces;
    private final Metrics metrics;
    private final Tallies tallies;
    private final Wallets wallets;
    private final Epochs epochs;
    private final Outbox outbox;

    private HBaseStore(HBase hbase) {
        this.hbase = hbase;
        this.profiles = new HBaseProfiles(hbase);
        this.contents = new HBaseContents(hbase);
        this.clips = new HBaseClips(hbase);
        this.uploads = new HBaseUploads(hbase);
        this.comments = new HBaseComments(hbase);
        this.hidden = new HBaseHidden(hbase);
        this.spaces = new HBaseSpaces(hbase);
        this.metrics = new HBaseMetrics(hbase);
        this.tallies = new HBaseTallies(hbase);
        this.wallets = new HBaseWallets(hbase);
        this.epochs = new HBaseEpochs(hbase);
        this.outbox = new HBaseOutbox(hbase);
    }

    static Store connect(String zookeeper, String prefix) {
        HBase hbase = new HBase(HBaseConnect.to(zookeeper), zookeeper, prefix);
        try {
            TableCreation.createMissing(hbase, zookeeper);
            return new HBaseStore(hbase);
        } catch (RuntimeException e) {
            hbase.close();
            throw e;
        }
    }

    @Override
    public Profiles profiles() {
        return profiles;
    }

    @Override
    public Contents contents() {
        return contents;
    }

    @Override
    public Clips clips() {
        return clips;
    }

    @Override
    public Uploads uploads() {
        return uploads;
    }

    @Override
    public Comments comments() {
        return comments;
    }

    @Override
    public Hidden hidden() {
        return hidden;
    }

    @Override
    public Reading reading(AccountId account) {
        List<Result> rows =
                hbase.getAll(Tables.PROFILES, List.of(HBaseProfiles.get(account), HBaseHidden.get(account)));
        return new Reading(HBaseProfiles.profile(account, rows.get(0)), HBaseHidden.lists(rows.get(1)));
    }

    @Override
    public Spaces spaces() {
        return spaces;
    }

    @Override
    public Metrics metrics() {
        return metrics;
    }

    @Override
    public Tallies tallies() {
        return tallies;
    }

    @Override
    public Wallets wallets() {
        return wallets;
    }

    @Override
    public Epochs epochs() {
        return epochs;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public void close() {
        hbase.close();
    }
}
