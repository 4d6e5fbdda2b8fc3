package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MemoryTallies implements Tallies {
    /** What one number is of; an empty day is all of them. */
    private record Place(Subject subject, Optional<Epoch> day) {}

    private final Map<Place, Counts> counts = new HashMap<>();
    private final Map<Subject, Watching> watching = new HashMap<>();
    private final Map<Epoch, List<Ranked>> top = new HashMap<>();

    @Override
    public synchronized void putAll(Collection<Tally> tallies) {
        tallies.forEach(tally -> counts.put(new Place(tally.subject(), tally.day()), tally.counts()));
    }

    @Override
    public synchronized void putWatching(Collection<Watching> now) {
        now.forEach(each -> watching.put(each.subject(), each));
    }

    @Override
    public synchronized Map<Subject, Standing> findAll(Collection<Subject> subjects, Epoch day) {
        Map<Subject, Standing> found = new HashMap<>();
        for (Subject subject : subjects) {
            found.put(
                    subject,
                    new Standing(
                            counts.getOrDefault(new Place(subject, Optional.empty()), Counts.NONE),
                            counts.getOrDefault(new Place(subject, Optional.of(day)), Counts.NONE),
                            Optional.ofNullable(watching.get(subject))));
        }
        return found;
    }

    @Override
    public synchronized void rename(AccountId from, AccountId to) {
        Subject creator = new Subject(Dimension.CREATOR, from.value());
        counts.keySet().removeIf(place -> place.subject().equals(creator));
        watching.remove(creator);
        top.replaceAll((day, list) -> Ranked.renamed(list, from, to));
    }

    @Override
    public synchronized void putTop(Epoch day, List<Ranked> ranked) {
        Limits.top(ranked);
        top.put(day, List.copyOf(ranked));
    }

    @Override
    public synchronized List<Ranked> top(Epoch day) {
        return top.getOrDefault(day, List.of());
    }
}
