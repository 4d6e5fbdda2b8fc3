package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

final class MemorySpaces implements Spaces {
    private final NavigableMap<AccountId, NavigableMap<Epoch, Space>> spaces = new TreeMap<>(Limits.BY_BYTES);

    @Override
    public synchronized void set(Space space, Epoch today) {
        Limits.future(space, today);
        spaces.computeIfAbsent(space.owner(), owner -> new TreeMap<>()).put(space.from(), space);
    }

    @Override
    public synchronized Optional<Space> at(AccountId owner, Epoch epoch) {
        return Optional.ofNullable(of(owner).floorEntry(epoch)).map(Map.Entry::getValue);
    }

    @Override
    public synchronized Optional<Space> next(AccountId owner, Epoch epoch) {
        return Optional.ofNullable(of(owner).higherEntry(epoch)).map(Map.Entry::getValue);
    }

    @Override
    public synchronized void rename(AccountId from, AccountId to) {
        NavigableMap<Epoch, Space> set = spaces.remove(from);
        if (set != null) {
            NavigableMap<Epoch, Space> renamed = spaces.computeIfAbsent(to, owner -> new TreeMap<>());
            set.forEach((day, space) -> renamed.put(day, space.of(to)));
        }
    }

    private NavigableMap<Epoch, Space> of(AccountId owner) {
        return spaces.getOrDefault(owner, new TreeMap<>());
    }

    @Override
    public synchronized List<Space> effective(Epoch epoch, Optional<AccountId> after, int limit) {
        return after.map(owner -> spaces.tailMap(owner, false)).orElse(spaces).keySet().stream()
                .flatMap(owner -> at(owner, epoch).stream())
                .limit(Limits.list(limit, MAX_PAGE))
                .toList();
    }
}
