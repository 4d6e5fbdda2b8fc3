package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class MemoryUploads implements Uploads {
    private static final Comparator<Upload> NEWEST_FIRST =
            Comparator.<Upload>comparingLong(upload -> -upload.createdAt()).thenComparing(Upload::id);

    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    @Override
    public Optional<Upload> find(String id) {
        return Optional.ofNullable(uploads.get(id));
    }

    @Override
    public boolean create(Upload upload) {
        return uploads.putIfAbsent(upload.id(), upload) == null;
    }

    @Override
    public boolean replace(Upload before, Upload after) {
        Conflicts.sameUpload(before, after);
        return uploads.replace(before.id(), before, after);
    }

    @Override
    public void forget(AccountId owner) {
        uploads.values().removeIf(upload -> upload.owner().equals(owner));
    }

    @Override
    public List<Upload> of(AccountId owner, int limit) {
        return uploads.values().stream()
                .filter(upload -> upload.owner().equals(owner))
                .sorted(NEWEST_FIRST)
                .limit(Limits.list(limit, MAX_LIST))
                .toList();
    }
}
