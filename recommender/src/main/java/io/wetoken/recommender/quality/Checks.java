package io.wetoken.recommender.quality;

import java.util.List;
import java.util.stream.Collectors;

/** Every check. To add one: a class, a line here, and what it allows in the rules. */
public final class Checks {
    public static final List<Check> ALL = List.of(
            new DaysMissing(),
            new ReceivedOutside(),
            new DuplicateIds(),
            new Creatorless(),
            new Fewer("few-people", "people", DayFigures::people, QualityRules::leastPeople),
            new Fewer("few-contents", "contents", DayFigures::contents, QualityRules::leastContents),
            new Fewer("few-acts", "valid acts", DayFigures::acts, QualityRules::leastActs),
            new LostKinds(),
            new SuspectsJumped(),
            new OneAccount(),
            new OneContent());

    private Checks() {}

    static {
        if (ALL.stream().map(Check::name).distinct().count() != ALL.size()) {
            throw new IllegalStateException("Two checks have one name: " + names());
        }
    }

    /** @throws IllegalArgumentException naming those there are */
    public static Check named(String name) {
        return ALL.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no check '" + name + "'; there are " + names()));
    }

    public static String names() {
        return ALL.stream().map(Check::name).collect(Collectors.joining(", "));
    }
}
