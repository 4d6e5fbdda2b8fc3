package io.wetoken.settlement.bench.faults;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.epoch.EpochRun;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

/** {@code epoch run} that says at which point it is, and goes on when it is told to: SETTINGS DATE. */
public final class FaultyRun {
    private FaultyRun() {}

    public static void main(String[] args) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Probe probe = point -> {
            System.out.println("AT " + point);
            try {
                if (in.readLine() == null) {
                    Runtime.getRuntime().halt(1); // Whoever started it is gone.
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        try {
            Path settings = Path.of(args[0]);
            SettlementConfig config = SettlementConfig.from(settings, Settings.load(settings));
            try (Store store = Stores.hbase(config.zookeeper())) {
                EpochRun.Result result = new EpochRun(config, store, InstantSource.system(), probe, line -> {})
                        .run(Epoch.parse(args[1]), State.RECONCILED, false);
                System.out.println(
                        "END " + result.row().state() + " " + result.waitsFor().orElse(""));
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            System.out.println("FAILED " + String.valueOf(e.getMessage()).replace('\n', ' '));
        }
        System.exit(0);
    }
}
