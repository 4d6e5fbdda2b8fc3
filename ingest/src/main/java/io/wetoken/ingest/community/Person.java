package io.wetoken.ingest.community;

/**
 * An account and how it acts.
 *
 * @param home hash of the address at home
 * @param office hash of the address where it works, or the same as {@code home}
 * @param topic the one it likes most
 * @param weight how much it does, against others
 * @param skewMs how far its device's clock is off
 */
record Person(String account, String device, String home, String office, int topic, double weight, long skewMs) {
    /** At work from 8 to 17 UTC. */
    String address(long time) {
        long hour = Math.floorMod(time, 86_400_000L) / 3_600_000L;
        return hour >= 8 && hour < 17 ? office : home;
    }
}
