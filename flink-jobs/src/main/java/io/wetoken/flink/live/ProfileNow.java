package io.wetoken.flink.live;

import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Profiles.Part;
import io.wetoken.store.Profiles.Profile;

/**
 * What an account did on a day until now, in types that travel.
 *
 * @param epoch the day
 */
public record ProfileNow(String epoch, Profile profile) {
    Part part() {
        return new Part(Epoch.parse(epoch), profile);
    }
}
