package io.wetoken.mapreduce;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.points.Watched;
import io.wetoken.behaviour.signal.Deeds;
import io.wetoken.behaviour.signal.Signals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What a person's points are worked out from: an account's deeds, or a stretch of watching; a leading byte tells which. */
final class Evidence {
    private static final byte DEEDS = 0;
    private static final byte WATCHED = 1;

    private Evidence() {}

    static byte[] of(String account, Deeds deeds) {
        byte[] id = account.getBytes(StandardCharsets.UTF_8);
        byte[] encoded = Signals.DEEDS.encode(deeds);
        return ByteBuffer.allocate(1 + Integer.BYTES + id.length + encoded.length)
                .put(DEEDS)
                .putInt(id.length)
                .put(id)
                .put(encoded)
                .array();
    }

    static byte[] of(Watched watched) {
        byte[] encoded = watched.encode();
        return ByteBuffer.allocate(1 + encoded.length).put(WATCHED).put(encoded).array();
    }

    static void read(byte[] bytes, BiConsumer<AccountId, Deeds> deeds, Consumer<Watched> watched) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte kind = in.get();
        switch (kind) {
            case DEEDS -> {
                AccountId account = new AccountId(new String(take(in, in.getInt()), StandardCharsets.UTF_8));
                deeds.accept(account, Signals.DEEDS.decode(take(in, in.remaining())));
            }
            case WATCHED -> watched.accept(Watched.decode(take(in, in.remaining())));
            default -> throw new IllegalArgumentException("Unknown kind of evidence: " + kind);
        }
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] taken = new byte[length];
        in.get(taken);
        return taken;
    }
}
