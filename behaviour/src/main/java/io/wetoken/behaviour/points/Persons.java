package io.wetoken.behaviour.points;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.DeviceId;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is the same person: accounts tied by a device that more than the configured number of accounts used, and by chains of such devices. A person is named by
 * its smallest account.
 */
public final class Persons {
    /** Everybody is a person of their own. */
    public static final Persons ALL_DISTINCT = new Persons(Collections.emptySortedMap());

    private final SortedMap<AccountId, AccountId> clusters;

    private Persons(SortedMap<AccountId, AccountId> clusters) {
        this.clusters = Collections.unmodifiableSortedMap(clusters);
    }

    /**
     * @param accountsByDevice need only hold devices with more than {@code accountsADevice} accounts; others tie nobody
     * @param accountsADevice how many distinct accounts may share a device without being one person
     */
    public static Persons of(Map<DeviceId, ? extends Collection<AccountId>> accountsByDevice, int accountsADevice) {
        TreeMap<AccountId, AccountId> parents = new TreeMap<>();
        accountsByDevice.forEach((device, accounts) -> {
            if (accounts.stream().distinct().count() > accountsADevice) {
                AccountId first = accounts.iterator().next();
                accounts.forEach(account -> join(parents, first, account));
            }
        });
        TreeMap<AccountId, AccountId> clusters = new TreeMap<>();
        parents.keySet().forEach(account -> clusters.put(account, root(parents, account)));
        return new Persons(clusters);
    }

    /** From what {@link #clusters()} gave, to hand it to another process. */
    public static Persons fromClusters(Map<AccountId, AccountId> clusters) {
        return new Persons(new TreeMap<>(clusters));
    }

    private static void join(Map<AccountId, AccountId> parents, AccountId left, AccountId right) {
        AccountId leftRoot = root(parents, left);
        AccountId rightRoot = root(parents, right);
        boolean leftFirst = leftRoot.compareTo(rightRoot) <= 0;
        parents.put(leftFirst ? rightRoot : leftRoot, leftFirst ? leftRoot : rightRoot);
    }

    private static AccountId root(Map<AccountId, AccountId> parents, AccountId account) {
        AccountId at = account;
        AccountId parent = parents.computeIfAbsent(at, self -> self);
        while (!parent.equals(at)) {
            AccountId grandparent = parents.get(parent);
            parents.put(at, grandparent);
            at = grandparent;
            parent = parents.get(at);
        }
        return at;
    }

    /** The person that an account belongs to. */
    public AccountId of(AccountId account) {
        return clusters.getOrDefault(account, account);
    }

    public boolean same(AccountId left, AccountId right) {
        return of(left).equals(of(right));
    }

    /** Account to person, for every account that shares its person with another; small, for few devices are farms. */
    public SortedMap<AccountId, AccountId> clusters() {
        return clusters;
    }
}
