package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Every table: its families, columns and row keys; the values are in {@link Codecs}. Every cell keeps one version, for every write is the whole truth of its
 * cell.
 */
enum Tables {
    /**
     * Row: account. {@code p:d} and the day, newest first: what it did on that day; {@code p:v} what releases before 0.2 knew of it as a whole. Gone a year
     * after the last act of the day, so that the table stays bounded. {@code h:}, the letter of the kind and a name: when it was hidden; {@code b:} and an account
     * that blocks this one: when. They lie here because a page needs both, and one row is read in one call.
     */
    PROFILES("profiles", Duration.ofDays(365), "p", "hb"),
    /** Row: content. {@code c:v} the catalogue's line, written once; {@code f:v} the figures. */
    CONTENTS("contents", null, "cf"),
    /**
     * Rows: {@code c} and the content: {@code c:v} the clip; {@code n}, the time of publication, newest first, and the content; {@code o}, the owner, that time
     * and the content: {@code c:v} the content.
     */
    CLIPS("clips", null, "c"),
    /** Rows: {@code u} and the id: {@code u:v} the upload; {@code o}, the owner, the time of creation, newest first, and the id: {@code u:v} the id. */
    UPLOADS("uploads", null, "u"),
    /** Row: the content, the time, newest first, and the event's id: {@code t:v} author and text. Gone after two years, so that the table stays bounded. */
    COMMENTS("comments", Duration.ofDays(730), "t"),
    /**
     * Rows: {@code d} and the day, newest first: {@code m:NAME} a figure; {@code t}: {@code m:v} the trending list. Gone after 400 days: a year and the month
     * to compare it with; the lasting figures are the epochs'.
     */
    METRICS("metrics", Duration.ofDays(400), "m"),
    /**
     * Rows: the letter of what it is of and its name: {@code t:v} since the beginning, {@code t:n} who is watching now, {@code t:d} and the day: of that day;
     * {@code t} and the day: {@code t:v} the day's creators with the most plays. Gone 400 days after the last change, as the metrics.
     */
    TALLIES("tallies", Duration.ofDays(400), "t"),
    /**
     * Rows: {@code a} and the account: {@code w:v} its address; {@code x} and the address: {@code w:v} the account that claimed it; {@code s} and
     * the account: {@code w:v} what its address is derived from, where that is kept; {@code e}, the address and the day, newest first: {@code w:v} an entry.
     */
    WALLETS("wallets", null, "w"),
    /** Row: owner. {@code s:} and the day from which they count, newest first: shares. */
    SPACES("spaces", null, "s"),
    /**
     * Rows: the day: {@code s:v} the state, {@code d:NAME} a detail; the day and a chunk's index: {@code c:p} packed, {@code c:n} the proof's nodes, 32 bytes
     * each.
     */
    EPOCHS("epochs", null, "sdc"),
    /** Row: chain and address of a key: {@code l:v} who writes for it, {@code l:f} the fence; {@code e:} and the nonce: what was signed for it. */
    OUTBOX("outbox", null, "le");

    /** Rows are read one by one, and for each a whole block is read, checked and searched; the usual 64 KB are for scans. */
    private static final int BLOCK = 8 << 10;

    static final byte[] PROFILE = Bytes.toBytes("p");
    static final byte[] CATALOGUE = Bytes.toBytes("c");
    static final byte[] FIGURES = Bytes.toBytes("f");
    static final byte[] CLIP = Bytes.toBytes("c");
    static final byte[] UPLOAD = Bytes.toBytes("u");
    static final byte[] COMMENT = Bytes.toBytes("t");
    static final byte[] HIDES = Bytes.toBytes("h");
    static final byte[] BLOCKED_BY = Bytes.toBytes("b");
    static final byte[] SHARES = Bytes.toBytes("s");
    static final byte[] METRIC = Bytes.toBytes("m");
    static final byte[] TALLY = Bytes.toBytes("t");
    static final byte[] WALLET = Bytes.toBytes("w");
    static final byte[] STATE = Bytes.toBytes("s");
    static final byte[] DETAIL = Bytes.toBytes("d");
    static final byte[] CHUNK = Bytes.toBytes("c");
    static final byte[] LEASE = Bytes.toBytes("l");
    static final byte[] ENTRY = Bytes.toBytes("e");

    static final byte[] VALUE = Bytes.toBytes("v");
    static final byte[] WATCHING = Bytes.toBytes("n");
    static final byte[] PACKED = Bytes.toBytes("p");
    static final byte[] NODES = Bytes.toBytes("n");
    static final byte[] FENCE = Bytes.toBytes("f");

    static final byte[] TRENDING_ROW = {'t'};
    static final byte[] DAYS_PREFIX = {'d'};
    /** No dimension's letter. */
    static final byte[] TOP_PREFIX = {'t'};

    static final byte[] ACCOUNTS_PREFIX = {'a'};
    static final byte[] SALTS_PREFIX = {'s'};

    static final byte[] NEWEST_CLIPS = {'n'};

    private final String name;
    private final Duration kept;
    private final String families;
    private final String lasting;

    /**
     * @param kept after the last write; null: for ever
     * @param families one letter each
     */
    Tables(String name, Duration kept, String families) {
        this(name, kept, families, "");
    }

    /** @param lasting families that are kept for ever, whatever {@code kept} says */
    Tables(String name, Duration kept, String families, String lasting) {
        this.name = name;
        this.kept = kept;
        this.families = families;
        this.lasting = lasting;
    }

    TableName named(String prefix) {
        return TableName.valueOf(prefix + "_" + name);
    }

    TableDescriptor descriptor(String prefix) {
        TableDescriptorBuilder table = TableDescriptorBuilder.newBuilder(named(prefix));
        for (byte family : Bytes.toBytes(families + lasting)) {
            ColumnFamilyDescriptorBuilder column = ColumnFamilyDescriptorBuilder.newBuilder(new byte[] {family});
            column.setMaxVersions(1);
            column.setBlocksize(BLOCK);
            if (kept != null && lasting.indexOf(family) < 0) {
                column.setTimeToLive(Math.toIntExact(kept.toSeconds()));
            }
            table.setColumnFamily(column.build());
        }
        return table.build();
    }

    static byte[] profileRow(AccountId account) {
        return text(account.value());
    }

    static byte[] contentRow(ContentId content) {
        return text(content.value());
    }

    static byte[] clipRow(ContentId content) {
        return text("c" + content.value());
    }

    static byte[] newestClipRow(long publishedAt, ContentId content) {
        return Bytes.add(NEWEST_CLIPS, Bytes.toBytes(newestFirst(publishedAt)), text(content.value()));
    }

    static byte[] ownedClips(AccountId owner) {
        return owned(owner);
    }

    static byte[] ownedClipRow(AccountId owner, long publishedAt, ContentId content) {
        return Bytes.add(owned(owner), Bytes.toBytes(newestFirst(publishedAt)), text(content.value()));
    }

    static byte[] uploadRow(String id) {
        return text("u" + id);
    }

    static byte[] ownedUploads(AccountId owner) {
        return owned(owner);
    }

    static byte[] ownedUploadRow(AccountId owner, long createdAt, String id) {
        return Bytes.add(owned(owner), Bytes.toBytes(newestFirst(createdAt)), text(id));
    }

    static byte[] commentsOf(ContentId content) {
        return measured(content.value());
    }

    static byte[] commentRow(Comments.Comment comment) {
        return Bytes.add(commentsOf(comment.content()), Bytes.toBytes(newestFirst(comment.at())), text(comment.id()));
    }

    /** What a comment's row is about. */
    static ContentId commented(byte[] row) {
        return new ContentId(new String(row, Short.BYTES, ByteBuffer.wrap(row).getShort(), StandardCharsets.UTF_8));
    }

    static byte[] hiddenColumn(Hidden.Kind kind, String name) {
        return text(kind.letter() + name);
    }

    static Hidden.Kind hiddenKind(byte[] column) {
        return Arrays.stream(Hidden.Kind.values())
                .filter(kind -> kind.letter() == column[0])
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Column " + Bytes.toStringBinary(column) + " of what is hidden is of no kind"));
    }

    static String hiddenName(byte[] column) {
        return new String(column, 1, column.length - 1, StandardCharsets.UTF_8);
    }

    private static byte[] owned(AccountId owner) {
        return Bytes.add(new byte[] {'o'}, measured(owner.value()));
    }

    /** With its length before it, so that no id's rows are among those of another that it begins with. */
    private static byte[] measured(String id) {
        byte[] bytes = text(id);
        return Bytes.add(Bytes.toBytes((short) bytes.length), bytes);
    }

    static byte[] metricsRow(Epoch epoch) {
        return row(9).put(DAYS_PREFIX).putLong(newestFirst(epoch)).array();
    }

    static Epoch metricsDay(byte[] row) {
        return Codecs.epoch(-(ByteBuffer.wrap(row, 1, Long.BYTES).getLong() ^ Long.MIN_VALUE));
    }

    static byte[] tallyRow(Tallies.Subject subject) {
        return text(subject.key());
    }

    /** A column of one day; the newest is the first of them, and all are before {@link #VALUE}. */
    static byte[] day(Epoch epoch) {
        return row(9).put(DAYS_PREFIX).putLong(newestFirst(epoch)).array();
    }

    static byte[] topRow(Epoch epoch) {
        return row(9).put(TOP_PREFIX).putLong(newestFirst(epoch)).array();
    }

    static byte[] spaceRow(AccountId owner) {
        return text(owner.value());
    }

    static byte[] sharesDay(Epoch epoch) {
        return Bytes.toBytes(newestFirst(epoch));
    }

    static Epoch dayOfShares(byte[] column) {
        return Codecs.epoch(-(Bytes.toLong(column) ^ Long.MIN_VALUE));
    }

    static byte[] accountRow(AccountId account) {
        return text("a" + account.value());
    }

    static byte[] saltRow(AccountId account) {
        return text("s" + account.value());
    }

    static byte[] addressRow(Address address) {
        return row(21).put((byte) 'x').put(bytes(address)).array();
    }

    static byte[] entriesPrefix(Address address) {
        return row(21).put((byte) 'e').put(bytes(address)).array();
    }

    static byte[] entryRow(Address address, Epoch epoch) {
        return row(29).put(entriesPrefix(address)).putLong(newestFirst(epoch)).array();
    }

    static byte[] transfersPrefix(Address address) {
        return row(21).put((byte) 't').put(bytes(address)).array();
    }

    static byte[] transferRow(Address address, Epoch epoch, String tx) {
        return row(61).put(transfersPrefix(address))
                .putLong(newestFirst(epoch))
                .put(HexFormat.of().parseHex(tx.substring(2)))
                .array();
    }

    static byte[] epochRow(Epoch epoch) {
        return row(8).putLong(oldestFirst(epoch)).array();
    }

    static Epoch epochDay(byte[] row) {
        return Codecs.epoch(ByteBuffer.wrap(row).getLong() ^ Long.MIN_VALUE);
    }

    static byte[] chunkRow(Epoch epoch, int index) {
        return row(12).putLong(oldestFirst(epoch)).putInt(index).array();
    }

    static byte[] writerRow(Outbox.Writer writer) {
        return text(writer.chainId() + " " + writer.address());
    }

    private static ByteBuffer row(int length) {
        return ByteBuffer.allocate(length);
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Address address) {
        return HexFormat.of().parseHex(address.hex(), 2, address.hex().length());
    }

    /** Rows are ordered as unsigned bytes, so the sign is turned over. */
    private static long oldestFirst(Epoch epoch) {
        return epoch.day() ^ Long.MIN_VALUE;
    }

    private static long newestFirst(Epoch epoch) {
        return newestFirst(epoch.day());
    }

    private static long newestFirst(long time) {
        return -time ^ Long.MIN_VALUE;
    }
}
