package io.wetoken.mapreduce;

import io.wetoken.behaviour.files.ClosedDay;
import java.util.List;

/** Every job of a day, in the order in which they run. To add a statistic: one mapper and reducer pair and one line here. */
final class StatisticsJobs {
    private StatisticsJobs() {}

    /** @param days the epoch's own and the earlier ones that its baselines look back on */
    static List<Statistic> of(HadoopSource archive, List<ClosedDay> days) {
        return List.of(
                new AccountDays(archive, days),
                new SharedDevices(),
                new DeviceTimes(),
                new PersonDays(),
                new PointRows());
    }
}
