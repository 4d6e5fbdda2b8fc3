package io.wetoken.flink.live.core;

import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Signals;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/**
 * Counted acts, which are exact, and distinct viewers by a HyperLogLog sketch (Flajolet et al. 2007, in the DataSketches form): for any cut and any order the
 * same counts and, but for the last digits of a double, the same estimate. At most 2.2 KB, 100 bytes for the many that few look at. Mutable.
 */
public final class Tally {
    /** 4096 registers: a standard error of 1.62 %. Half of that would cost four times the memory. */
    static final int LG_K = 12;

    private static final int VERSION = 1;

    private ContentFigures counts;
    private HllSketch viewers;

    public Tally() {
        this(ContentFigures.NONE, new HllSketch(LG_K, TgtHllType.HLL_4));
    }

    private Tally(ContentFigures counts, HllSketch viewers) {
        this.counts = counts;
        this.viewers = viewers;
    }

    /** @param watched accounts, in any order */
    public void add(ContentFigures more, Collection<String> watched) {
        counts = Signals.CONTENT_FIGURES.merge(counts, more);
        watched.forEach(viewers::update);
    }

    public Tally copy() {
        return new Tally(counts, viewers.copy());
    }

    /** Of disjoint sets of acts; the viewers may be the same. */
    public void merge(Tally other) {
        counts = Signals.CONTENT_FIGURES.merge(counts, other.counts);
        Union union = new Union(LG_K);
        union.update(viewers);
        union.update(other.viewers);
        viewers = union.getResult(TgtHllType.HLL_4);
    }

    public ContentFigures counts() {
        return counts;
    }

    /** By the registers alone: the sketch's better estimate depends on the order of what it saw. */
    public long viewersApprox() {
        return Math.round(viewers.getCompositeEstimate());
    }

    /** In millionths, one standard deviation. */
    static long standardErrorPpm() {
        return Math.round(HllSketch.getRelErr(true, true, LG_K, 1) * 1e6);
    }

    public byte[] encode() {
        byte[] exact = Signals.CONTENT_FIGURES.encode(counts);
        byte[] sketch = viewers.toCompactByteArray();
        return ByteBuffer.allocate(2 * Integer.BYTES + exact.length + sketch.length)
                .putInt(VERSION)
                .putInt(exact.length)
                .put(exact)
                .put(sketch)
                .array();
    }

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} of a known version */
    public static Tally decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.getInt();
        if (version != VERSION) {
            throw new IllegalArgumentException("A tally has version " + version + ", known is " + VERSION);
        }
        byte[] exact = new byte[in.getInt()];
        in.get(exact);
        byte[] sketch = new byte[in.remaining()];
        in.get(sketch);
        return new Tally(Signals.CONTENT_FIGURES.decode(exact), HllSketch.heapify(Memory.wrap(sketch)));
    }
}
