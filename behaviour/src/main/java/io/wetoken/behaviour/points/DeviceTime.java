package io.wetoken.behaviour.points;

import java.util.Collection;
import java.util.List;

/** A device shows one thing at a time: watching that overlaps on it is counted once. */
public final class DeviceTime {
    private DeviceTime() {}

    /**
     * Gives each instant of a device to the stretch that began first, ties to the smaller account. Watching what belongs to one's own person is left out
     * before, so that it takes nobody's time.
     *
     * @param onOneDevice all the watching of all accounts on one device, in any order
     * @return disjoint parts, by beginning
     */
    public static List<Watched> attribute(Collection<Watched> onOneDevice, Persons persons) {
        return Watched.divide(onOneDevice.stream()
                .filter(stretch ->
                        !persons.same(stretch.account(), stretch.watch().owner()))
                .toList());
    }
}
