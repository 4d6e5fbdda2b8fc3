package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

final class MemoryProfiles implements Profiles {
    /** By day, the newest first. */
    private final Map<AccountId, NavigableMap<Epoch, Profile>> profiles = new ConcurrentHashMap<>();

    @Override
    public Optional<Profile> find(AccountId account) {
        NavigableMap<Epoch, Profile> days = profiles.get(account);
        return days == null
                ? Optional.empty()
                : Profile.of(account, days.values().stream().limit(MAX_DAYS).toList());
    }

    @Override
    public void forget(AccountId account) {
        profiles.remove(account);
    }

    @Override
    public void putAll(Collection<Part> parts) {
        parts.forEach(part -> profiles.computeIfAbsent(
                        part.profile().account(), account -> new ConcurrentSkipListMap<>(Comparator.reverseOrder()))
                .put(part.day(), part.profile()));
    }
}
