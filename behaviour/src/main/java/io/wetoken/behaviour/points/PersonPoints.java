package io.wetoken.behaviour.points;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.signal.CreditKind;
import io.wetoken.behaviour.signal.Deeds;
import io.wetoken.behaviour.signal.Watch;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A person's points before the cap: Σ weight · count · trust / 10⁶. Every part is earned by the one account that did it, so the person's points are the sum
 * of its accounts', and an account's affinities are parts of its points.
 */
public final class PersonPoints {
    private final SortedMap<AccountId, Account> accounts = new TreeMap<>();
    private final Map<AccountId, Deeds> deeds;
    private final Persons persons;
    private final ActivityRules rules;

    private PersonPoints(Map<AccountId, Deeds> deeds, Persons persons, ActivityRules rules) {
        this.deeds = new TreeMap<>(deeds);
        this.persons = persons;
        this.rules = rules;
        this.deeds.keySet().forEach(account -> accounts.put(account, new Account()));
    }

    /**
     * @param deeds of every account of one person; their watches are not read
     * @param attributed what {@link DeviceTime#attribute} gave these accounts on all devices, in any order
     * @return one entry for each key of {@code deeds}
     */
    public static SortedMap<AccountId, Earned> of(
            Map<AccountId, Deeds> deeds,
            Collection<Watched> attributed,
            Persons persons,
            Confirmed confirmed,
            ActivityRules rules) {
        PersonPoints points = new PersonPoints(deeds, persons, rules);
        points.watching(attributed);
        points.credits();
        points.releases();
        points.transfers(confirmed);
        TreeMap<AccountId, Earned> earned = new TreeMap<>();
        points.accounts.forEach((account, sums) -> earned.put(account, sums.earned()));
        return Collections.unmodifiableSortedMap(earned);
    }

    /** The union over devices, each instant to the part that began first; the day's first minutes up to the cap. */
    private void watching(Collection<Watched> attributed) {
        long left = TimeUnit.MINUTES.toMillis(rules.person().watchMinutesADay());
        for (Watched part : Watched.divide(attributed)) {
            Watch watch = part.watch();
            long ms = Math.min(left, watch.end() - watch.start());
            long weight = watch.live()
                    ? rules.weights().liveMinute()
                    : rules.weights().watchMinute();
            account(part.account()).time(weight, ms, watch.trustPpm(), watch.owner());
            left -= ms;
        }
    }

    private Account account(AccountId account) {
        Account sums = accounts.get(account);
        if (sums == null) {
            throw new IllegalArgumentException(
                    "Watching of " + account + " was given to a person with the accounts " + accounts.keySet());
        }
        return sums;
    }

    private void credits() {
        SortedMap<Deeds.Credit, Best> best = new TreeMap<>();
        deeds.forEach((account, done) -> done.credits().forEach((credit, trust) -> {
            if (!persons.same(account, credit.owner())) {
                best.merge(credit, new Best(account, trust), Best::better);
            }
        }));
        best.forEach(
                (credit, by) -> accounts.get(by.account()).act(weight(credit.kind()), by.trustPpm(), credit.owner()));
    }

    private long weight(CreditKind kind) {
        return switch (kind) {
            case LIKE -> rules.weights().like();
            case COMMENT -> rules.weights().comment();
            case SHARE -> rules.weights().share();
            case FOLLOW -> rules.weights().follow();
        };
    }

    private void releases() {
        deeds.forEach((account, done) -> done.releases()
                .forEach((content, trust) ->
                        accounts.get(account).ownAct(rules.weights().release(), trust)));
    }

    private void transfers(Confirmed confirmed) {
        SortedMap<AccountId, Best> best = new TreeMap<>();
        deeds.forEach((account, done) -> done.transfers().forEach((transfer, trust) -> {
            if (!persons.same(account, transfer.owner()) && confirmed.test(account, transfer)) {
                best.merge(transfer.owner(), new Best(account, trust), Best::better);
            }
        }));
        best.forEach(
                (owner, by) -> accounts.get(by.account()).act(rules.weights().transfer(), by.trustPpm(), owner));
    }

    /** Of several accounts with a claim to one credit: the most trusted, ties to the smaller id. */
    private record Best(AccountId account, int trustPpm) {
        Best better(Best other) {
            if (trustPpm != other.trustPpm) {
                return trustPpm > other.trustPpm ? this : other;
            }
            return account.compareTo(other.account) <= 0 ? this : other;
        }
    }
}
