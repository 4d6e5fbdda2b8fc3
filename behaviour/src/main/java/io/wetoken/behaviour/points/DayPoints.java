package io.wetoken.behaviour.points;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.DeviceId;
import io.wetoken.behaviour.signal.Deeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** All stages in one memory: the definition of a day's points, and small enough for tests to judge a distributed run by. */
public final class DayPoints {
    private DayPoints() {}

    /**
     * @param deeds of every account of the day
     * @return one entry for each of them, after the cap
     */
    public static SortedMap<AccountId, Earned> of(
            Map<AccountId, Deeds> deeds, Confirmed confirmed, ActivityRules rules) {
        Persons persons = persons(deeds, rules);
        Map<AccountId, List<Watched>> attributed = attribute(deeds, persons);
        Map<AccountId, Map<AccountId, Deeds>> byPerson = new TreeMap<>();
        deeds.forEach((account, done) -> byPerson.computeIfAbsent(persons.of(account), person -> new TreeMap<>())
                .put(account, done));

        List<SortedMap<AccountId, Earned>> uncapped = new ArrayList<>();
        byPerson.forEach((person, accounts) -> uncapped.add(
                PersonPoints.of(accounts, attributed.getOrDefault(person, List.of()), persons, confirmed, rules)));
        PersonCap cap = PersonCap.of(
                uncapped.stream().mapToLong(PersonCap::sum).toArray(),
                rules.person().capMedians());
        TreeMap<AccountId, Earned> earned = new TreeMap<>();
        uncapped.forEach(person -> earned.putAll(cap.apply(person)));
        return Collections.unmodifiableSortedMap(earned);
    }

    /** Who is whose other account, by the devices of the day. */
    public static Persons persons(Map<AccountId, Deeds> deeds, ActivityRules rules) {
        Map<DeviceId, TreeSet<AccountId>> accounts = new TreeMap<>();
        deeds.forEach((account, done) -> done.devices()
                .forEach(device ->
                        accounts.computeIfAbsent(device, any -> new TreeSet<>()).add(account)));
        return Persons.of(accounts, rules.person().accountsADevice());
    }

    private static Map<AccountId, List<Watched>> attribute(Map<AccountId, Deeds> deeds, Persons persons) {
        Map<DeviceId, List<Watched>> byDevice = new TreeMap<>();
        deeds.forEach((account, done) -> Watched.of(account, done)
                .forEach(watched -> byDevice.computeIfAbsent(watched.watch().device(), device -> new ArrayList<>())
                        .add(watched)));
        Map<AccountId, List<Watched>> byPerson = new TreeMap<>();
        byDevice.forEach((device, watched) -> DeviceTime.attribute(watched, persons)
                .forEach(part -> byPerson.computeIfAbsent(persons.of(part.account()), person -> new ArrayList<>())
                        .add(part)));
        return byPerson;
    }
}
