package io.wetoken.ingest.limits;

/**
 * What may come in within a minute, all of it at once if need be; 0 for no limit.
 *
 * @param addressRequests of one address
 * @param addressEvents of one address
 * @param deviceEvents of one device
 * @param accountEvents of one account
 * @param entries most addresses, most devices and most accounts that are remembered
 */
public record RateSettings(
        long addressRequests, long addressEvents, long deviceEvents, long accountEvents, int entries) {
    public static final RateSettings NONE = new RateSettings(0, 0, 0, 0, 1);

    public RateSettings {
        if (entries < 1 || addressRequests < 0 || addressEvents < 0 || deviceEvents < 0 || accountEvents < 0) {
            throw new IllegalArgumentException("Limits cannot be negative: " + addressRequests + ", " + addressEvents
                    + ", " + deviceEvents + ", " + accountEvents + ", entries " + entries);
        }
    }
}
