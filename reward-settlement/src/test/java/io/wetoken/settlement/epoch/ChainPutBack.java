package io.wetoken.settlement.epoch;

import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** One real chain for all tests of a class, put back before each; settings, epochs and a store of its own for each. */
abstract class ChainPutBack {
    static TestWorld world;

    Store store;
    private String snapshot;

    @BeforeAll
    static void openWorld() throws IOException {
        world = new TestWorld(false);
    }

    @AfterAll
    static void closeWorld() {
        world.close();
    }

    @BeforeEach
    void remember() throws IOException, InterruptedException {
        store = Stores.memory();
        snapshot = world.rpc("evm_snapshot", "");
        world.configure(Map.of());
        world.sealAnswers(200, "{}");
        OutputDirectory.delete(world.home.resolve("epochs"));
    }

    @AfterEach
    void putBack() throws IOException, InterruptedException {
        world.rpc("evm_revert", "\"" + snapshot + "\"");
        store.close();
    }
}
