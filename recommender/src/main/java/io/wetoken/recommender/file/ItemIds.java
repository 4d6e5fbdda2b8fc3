package io.wetoken.recommender.file;

import io.wetoken.behaviour.ContentId;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Content ids in the order of their UTF-8 bytes, which is the numbering of the items. Looked up where they lie, by halving. */
public final class ItemIds {
    private final IntBuffer offsets;
    private final ByteBuffer bytes;

    /** @param offsets where an id's bytes begin; one more than there are ids */
    ItemIds(IntBuffer offsets, ByteBuffer bytes) {
        this.offsets = offsets;
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException when they are not in order, or one comes twice */
    public static ItemIds of(List<ContentId> ids) {
        int[] offsets = new int[ids.size() + 1];
        byte[][] all = new byte[ids.size()][];
        for (int item = 0; item < all.length; item++) {
            all[item] = ids.get(item).value().getBytes(StandardCharsets.UTF_8);
            offsets[item + 1] = Math.addExact(offsets[item], all[item].length);
            if (item > 0 && Arrays.compareUnsigned(all[item - 1], all[item]) >= 0) {
                throw new IllegalArgumentException(
                        "Item '" + ids.get(item) + "' does not follow '" + ids.get(item - 1) + "'");
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(offsets[all.length]);
        for (byte[] id : all) {
            bytes.put(id);
        }
        return new ItemIds(IntBuffer.wrap(offsets), bytes.flip());
    }

    public int size() {
        return offsets.limit() - 1;
    }

    public ContentId get(int item) {
        return new ContentId(new String(bytes(item), StandardCharsets.UTF_8));
    }

    /** Nothing for a content that was not learnt. */
    public OptionalInt find(ContentId id) {
        byte[] wanted = id.value().getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(bytes(middle), wanted);
            if (order == 0) {
                return OptionalInt.of(middle);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return OptionalInt.empty();
    }

    private byte[] bytes(int item) {
        byte[] id = new byte[offsets.get(item + 1) - offsets.get(item)];
        bytes.get(offsets.get(item), id);
        return id;
    }

    IntBuffer offsets() {
        return offsets;
    }

    ByteBuffer bytes() {
        return bytes;
    }
}
