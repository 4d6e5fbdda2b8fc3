package io.wetoken.ingest.community;

/**
 * An account and how it acts.
 *
 * @param home hash of the address at home
 * @param office hash of the address where it works, or the same as {@code home}
 * @param carrier hash of the address that a mobile network gives it and thousands of others, or the same as {@code home}
 * @param topic the one it likes most
 * @param weight how much it does, against others
 * @param joined when it began to exist, in ms; 0 when that was long ago
 * @param skewMs how far its device's clock is off
 */
record Person(
        String account,
        String device,
        String home,
        String office,
        String carrier,
        int topic,
        double weight,
        Temper temper,
        long joined,
        long skewMs) {
    /** Somebody of whom nothing is known but a name and where it sits. */
    static Person stranger(String account, String device, String address, int topic) {
        return new Person(account, device, address, address, address, topic, 0, Temper.EVEN, 0, 0);
    }

    /** At work from 8 to 17 UTC. */
    String address(long time) {
        long hour = Math.floorMod(time, 86_400_000L) / 3_600_000L;
        return hour >= 8 && hour < 17 ? office : home;
    }

    /**
     * Ways of people.
     *
     * @param pace how long it takes over everything, against others
     * @param keen how readily it likes, against others
     * @param autoplay how often it lets a session run by itself
     * @param mobile how often it is out of doors
     * @param hours by how many hours its day is later than others'
     */
    record Temper(double pace, double keen, double autoplay, double mobile, int hours) {
        static final Temper EVEN = new Temper(1, 1, 0, 0, 0);

        static Temper drawn(Chance chance) {
            return new Temper(
                    chance.around(1000, 0.35) / 1000.0,
                    chance.around(1000, 0.8) / 1000.0,
                    chance.happens(0.15) ? 0.5 : 0.03,
                    chance.happens(0.5) ? 0.4 : 0.05,
                    chance.happens(0.08) ? chance.below(24) : 0);
        }
    }
}
