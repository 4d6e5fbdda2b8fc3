package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.settlement.Probe;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** {@code epoch run} as a process that stands still at one point, says so, and waits to be killed: SETTINGS DATE POINT. */
public final class RunUntilPoint {
    private RunUntilPoint() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Path settings = Path.of(args[0]);
        SettlementConfig config = SettlementConfig.from(settings, Settings.load(settings));
        Probe probe = point -> {
            if (point.equals(args[2])) {
                System.out.println("AT " + point);
                standStill();
            }
        };
        try (Store store = Stores.hbase(config.zookeeper())) {
            EpochRun.Result result = new EpochRun(config, store, InstantSource.system(), probe, System.out::println)
                    .run(Epoch.parse(args[1]), State.RECONCILED, false);
            System.out.println("END " + result.row().state() + " " + result.waitsFor());
        }
        System.exit(0);
    }

    private static void standStill() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts it", e);
        }
    }
}
