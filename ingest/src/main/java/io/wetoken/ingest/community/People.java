package io.wetoken.ingest.community;

import java.util.ArrayList;
import java.util.List;

/** Who lives in the community: families of up to three on one device, offices behind one address, and a few who do most. */
final class People {
    private static final double ZIPF = 0.7;

    private final List<Person> creators = new ArrayList<>();
    private final List<Person> everybody = new ArrayList<>();
    private final double[] weights;

    People(Chance chance, int viewers, int creatorCount) {
        for (int i = 0; i < creatorCount; i++) {
            String home = chance.hash();
            creators.add(new Person("creator-" + i, "studio-" + i, home, home, i % Library.TOPICS, 0.1, skew(chance)));
        }
        List<String> offices = new ArrayList<>();
        for (int i = 0; i < 1 + viewers / 100; i++) {
            offices.add(chance.hash());
        }
        for (int i = 0; i < viewers; ) {
            int family = chance.happens(0.1) ? 2 + chance.below(2) : 1;
            String device = "device-" + i;
            String home = chance.hash();
            long skew = skew(chance);
            for (int member = 0; member < family && i < viewers; member++, i++) {
                String office = chance.happens(0.15) ? offices.get(chance.below(offices.size())) : home;
                everybody.add(new Person(
                        "user-" + i,
                        device,
                        home,
                        office,
                        chance.below(Library.TOPICS),
                        1 / Math.pow(1 + chance.below(viewers), ZIPF),
                        skew));
            }
        }
        everybody.addAll(creators);
        weights = new double[everybody.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += everybody.get(i).weight();
            weights[i] = sum;
        }
    }

    List<Person> creators() {
        return creators;
    }

    Person somebody(Chance chance) {
        return everybody.get(chance.weighted(weights));
    }

    int size() {
        return everybody.size();
    }

    /** Most clocks are a second off at most, one in twenty up to ten minutes. */
    private static long skew(Chance chance) {
        return chance.happens(0.05) ? chance.between(-600_000, 600_000) : chance.between(-1_000, 1_000);
    }
}
