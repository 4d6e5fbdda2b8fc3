package io.wetoken.behaviour.points;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The same rule in another way, for whole minutes: for each minute and device find who may have it, then count distinct persons. */
final class ByTheMinute {
    private static final long MINUTE_MS = 60_000;

    private ByTheMinute() {}

    static long personMinutes(List<JudgedEvent> events, int accountsADevice) {
        List<BehaviourEvent> plays = events.stream().map(JudgedEvent::getEvent).toList();
        Map<String, String> persons = persons(plays, accountsADevice);
        Set<String> counted = new HashSet<>();
        Set<String> devices =
                new TreeSet<>(plays.stream().map(BehaviourEvent::getDevice).toList());
        long first = plays.stream().mapToLong(ByTheMinute::start).min().orElseThrow();
        long last = plays.stream().mapToLong(BehaviourEvent::getAt).max().orElseThrow();
        for (long minute = first; minute < last; minute += MINUTE_MS) {
            for (String device : devices) {
                long at = minute;
                Optional<BehaviourEvent> winner = plays.stream()
                        .filter(play -> play.getDevice().equals(device) && start(play) <= at && at < play.getAt())
                        .min(Comparator.comparingLong(ByTheMinute::start).thenComparing(BehaviourEvent::getActor));
                winner.ifPresent(play -> counted.add(persons.get(play.getActor()) + " " + at));
            }
        }
        return counted.size();
    }

    private static long start(BehaviourEvent play) {
        return play.getAt() - play.getWatchMs();
    }

    private static Map<String, String> persons(List<BehaviourEvent> plays, int accountsADevice) {
        Map<String, Set<String>> accounts = new TreeMap<>();
        Map<String, String> persons = new HashMap<>();
        plays.forEach(play -> {
            accounts.computeIfAbsent(play.getDevice(), device -> new TreeSet<>())
                    .add(play.getActor());
            persons.put(play.getActor(), play.getActor());
        });
        for (int pass = 0; pass < accounts.size(); pass++) {
            accounts.values().stream()
                    .filter(users -> users.size() > accountsADevice)
                    .forEach(users -> {
                        String smallest = users.stream()
                                .map(persons::get)
                                .min(Comparator.naturalOrder())
                                .orElseThrow();
                        users.forEach(user -> persons.put(user, smallest));
                    });
        }
        return persons;
    }
}
