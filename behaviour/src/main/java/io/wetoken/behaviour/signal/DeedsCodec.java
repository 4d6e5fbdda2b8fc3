package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.DeviceId;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** {@link Deeds} as bytes: five lists, each with its length, in the order of the record's components. */
final class DeedsCodec {
    private static final int VERSION = 1;

    private DeedsCodec() {}

    static byte[] encode(Deeds state) {
        ByteWriter out = new ByteWriter().number(VERSION);
        out.number(state.devices().size());
        state.devices().forEach(device -> out.text(device.value()));
        out.number(state.watches().size());
        state.watches().forEach(watch -> watch.write(out));
        out.number(state.credits().size());
        state.credits()
                .forEach((credit, trust) -> out.number(credit.kind().code())
                        .text(credit.owner().value())
                        .number(trust));
        out.number(state.releases().size());
        state.releases().forEach((content, trust) -> out.text(content.value()).number(trust));
        out.number(state.transfers().size());
        state.transfers()
                .forEach((transfer, trust) ->
                        out.text(transfer.owner().value()).text(transfer.tx()).number(trust));
        return out.bytes();
    }

    static Deeds decode(String name, byte[] bytes) {
        ByteReader in = new ByteReader(name, bytes);
        in.version(VERSION);
        Deeds state = new Deeds(
                set(in, () -> new DeviceId(in.text())),
                set(in, () -> Watch.read(in)),
                map(in, () -> new Deeds.Credit(CreditKind.ofCode(in.integer()), new AccountId(in.text()))),
                map(in, () -> new ContentId(in.text())),
                map(in, () -> new Deeds.Transfer(new AccountId(in.text()), in.text())));
        in.end();
        return state;
    }

    private static <T> SortedSet<T> set(ByteReader in, Supplier<T> item) {
        TreeSet<T> set = new TreeSet<>();
        for (int left = in.count(); left > 0; left--) {
            set.add(item.get());
        }
        return set;
    }

    private static <K> SortedMap<K, Integer> map(ByteReader in, Supplier<K> key) {
        TreeMap<K, Integer> map = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            K next = key.get();
            map.put(next, in.integer());
        }
        return map;
    }
}
