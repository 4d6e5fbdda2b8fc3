package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class MemoryHidden implements Hidden {
    private final Map<AccountId, Map<Kind, Map<String, Long>>> hidden = new TreeMap<>(Limits.BY_BYTES);

    @Override
    public synchronized Lists of(AccountId account) {
        List<AccountId> blockedBy = hidden.entrySet().stream()
                .filter(entry ->
                        entry.getValue().getOrDefault(Kind.BLOCKED, Map.of()).containsKey(account.value()))
                .map(Map.Entry::getKey)
                .limit(MAX_BLOCKED_BY)
                .toList();
        return new Lists(
                list(account, Kind.MUTED), list(account, Kind.BLOCKED), list(account, Kind.DISMISSED), blockedBy);
    }

    private List<Entry> list(AccountId account, Kind kind) {
        return hidden.getOrDefault(account, Map.of()).getOrDefault(kind, Map.of()).entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public synchronized Hid hide(AccountId account, Kind kind, String name, long at) {
        Hid hid = of(account).hiding(kind, name);
        if (hid == Hid.NOW) {
            hidden.computeIfAbsent(account, of -> new EnumMap<>(Kind.class))
                    .computeIfAbsent(kind, of -> new HashMap<>())
                    .put(name, at);
        }
        return hid;
    }

    @Override
    public synchronized void show(AccountId account, Kind kind, String name) {
        Map<String, Long> of = hidden.getOrDefault(account, Map.of()).get(kind);
        if (of != null) {
            of.remove(name);
        }
    }

    @Override
    public synchronized void forget(AccountId account) {
        hidden.remove(account);
        hidden.values()
                .forEach(kinds -> kinds.forEach((kind, names) -> {
                    if (kind != Kind.DISMISSED) {
                        names.remove(account.value());
                    }
                }));
    }
}
