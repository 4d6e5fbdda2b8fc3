package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.DeviceId;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Folds the valid events of one account and one epoch into its {@link Deeds}. */
final class DeedsSignal implements Signal<Deeds> {
    private final ActivityRules.Effective effective;
    private final ActivityRules.Limits limits;

    DeedsSignal(ActivityRules.Effective effective, ActivityRules.Limits limits) {
        this.effective = effective;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "deeds";
    }

    @Override
    public Deeds zero() {
        return Deeds.NONE;
    }

    @Override
    public Deeds add(Deeds state, JudgedEvent judged) {
        return Acts.valid(judged) ? merge(state, only(judged)) : state;
    }

    private Deeds only(JudgedEvent judged) {
        BehaviourEvent event = judged.getEvent();
        DeviceId device = new DeviceId(event.getDevice());
        Optional<AccountId> owner = Acts.text(event.getOwner()).map(AccountId::new);
        int trust = judged.getTrustPpm();
        Optional<Watch> watch = owner.flatMap(of -> watch(event, device, of, trust));
        Optional<Deeds.Credit> credit =
                owner.flatMap(of -> credit(event.getKind()).map(kind -> new Deeds.Credit(kind, of)));
        Optional<Deeds.Transfer> transfer = owner.flatMap(of -> transfer(event, of));
        return new Deeds(
                set(Optional.of(device)),
                set(watch),
                map(credit, trust),
                map(release(event), trust),
                map(transfer, trust));
    }

    private static Optional<Watch> watch(BehaviourEvent event, DeviceId device, AccountId owner, int trust) {
        long watched = TrueTime.watched(event);
        if (!Acts.watches(event) || watched == 0) {
            return Optional.empty();
        }
        long end = TrueTime.of(event);
        boolean live = event.getKind() == EventKind.LIVE_PLAY;
        return Optional.of(new Watch(end - watched, end, live, device, owner, trust));
    }

    private static Optional<CreditKind> credit(EventKind kind) {
        return switch (kind) {
            case LIKE -> Optional.of(CreditKind.LIKE);
            case COMMENT -> Optional.of(CreditKind.COMMENT);
            case SHARE -> Optional.of(CreditKind.SHARE);
            case FOLLOW -> Optional.of(CreditKind.FOLLOW);
            default -> Optional.empty();
        };
    }

    private Optional<ContentId> release(BehaviourEvent event) {
        return Acts.effectiveRelease(event, effective)
                ? Acts.text(event.getContent()).map(ContentId::new)
                : Optional.empty();
    }

    private static Optional<Deeds.Transfer> transfer(BehaviourEvent event, AccountId owner) {
        return switch (event.getKind()) {
            case GIFT, TIP, PURCHASE -> Acts.text(event.getTx()).map(tx -> new Deeds.Transfer(owner, tx));
            default -> Optional.empty();
        };
    }

    private static <T extends Comparable<T>> SortedSet<T> set(Optional<T> item) {
        return item.<SortedSet<T>>map(one -> {
                    TreeSet<T> set = new TreeSet<>();
                    set.add(one);
                    return set;
                })
                .orElse(Collections.emptySortedSet());
    }

    private static <K extends Comparable<K>> SortedMap<K, Integer> map(Optional<K> key, int value) {
        return key.<SortedMap<K, Integer>>map(one -> {
                    TreeMap<K, Integer> map = new TreeMap<>();
                    map.put(one, value);
                    return map;
                })
                .orElse(Collections.emptySortedMap());
    }

    @Override
    public Deeds merge(Deeds left, Deeds right) {
        return new Deeds(
                Bounded.union(left.devices(), right.devices(), limits.devices()),
                Bounded.union(left.watches(), right.watches(), limits.intervals()),
                Bounded.greatest(left.credits(), right.credits(), limits.credits()),
                Bounded.greatest(left.releases(), right.releases(), limits.releases()),
                Bounded.greatest(left.transfers(), right.transfers(), limits.transfers()));
    }

    @Override
    public byte[] encode(Deeds state) {
        return DeedsCodec.encode(state);
    }

    @Override
    public Deeds decode(byte[] bytes) {
        return DeedsCodec.decode(name(), bytes);
    }
}
