package io.wetoken.recommender;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded users: careless ones, and ones whose tastes have a structure that a model can find. */
public final class RandomUsers {
    private RandomUsers() {}

    /** 2 to 9 of all items each, weighing 1 to 5. */
    static List<UserItems> of(Random random, int count, int items) {
        List<UserItems> users = new ArrayList<>();
        for (int user = 0; user < count; user++) {
            int[] chosen =
                    random.ints(2 + random.nextInt(8), 0, items).distinct().toArray();
            if (chosen.length > 1) {
                users.add(new UserItems(
                        "user-" + user, chosen, random.ints(chosen.length, 1, 6).toArray()));
            }
        }
        return users;
    }

    /**
     * Lines of a split file. Each user likes one of so many topics: of its 30 items a random 12, and of all others a random 3.
     *
     * @param part 0 for the train lines, 1 for the test lines: every fifth liked item
     */
    public static List<String> split(long seed, int users, int topics, int part) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            int topic = random.nextInt(topics);
            StringBuilder line = new StringBuilder().append(user);
            int[] liked = random.ints(0, 30)
                    .distinct()
                    .limit(12)
                    .map(item -> topic * 30 + item)
                    .toArray();
            int[] strays = random.ints(0, 30 * topics).distinct().limit(3).toArray();
            for (int i = 0; i < liked.length; i++) {
                if ((i % 5 == 4 ? 1 : 0) == part) {
                    line.append(' ').append(liked[i]);
                }
            }
            for (int stray : strays) {
                if (part == 0 && stray / 30 != topic) {
                    line.append(' ').append(stray);
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
