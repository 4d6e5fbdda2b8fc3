package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class MemoryProfiles implements Profiles {
    private final Map<AccountId, Profile> profiles = new ConcurrentHashMap<>();

    @Override
    public Optional<Profile> find(AccountId account) {
        return Optional.ofNullable(profiles.get(account));
    }

    @Override
    public void putAll(Collection<Profile> added) {
        added.forEach(profile -> profiles.put(profile.account(), profile));
    }
}
