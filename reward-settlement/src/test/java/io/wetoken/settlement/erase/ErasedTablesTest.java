package io.wetoken.settlement.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.Erasure;
import io.wetoken.settlement.epoch.EpochFiles;
import io.wetoken.settlement.epoch.FileDigests;
import io.wetoken.store.Epochs;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasedTablesTest {
    private static final Epoch DAY = Epoch.parse("2026-11-20");
    private static final Erasure ANN = new Erasure(new AccountId("ann 1"), "07".repeat(32));
    private static final String OTHER = ANN.pseudonym().value();

    @TempDir
    private Path home;

    private final Store store = Stores.memory();
    private EpochFiles files;

    @BeforeEach
    void aPaidDay() throws IOException {
        files = new EpochFiles(home, DAY);
        Files.createDirectories(files.statistics());
        write(files.addresses(), "account,address", "ann+1,0xaa", "ann+12,0xbb", "zoe,0xcc");
        write(files.shares(), "account,ownerSharePpm,disseminatorSharePpm", "zoe,1,2");
        write(
                files.statistics().resolve("accounts.csv"),
                "account,person",
                "ann+1,ann+1",
                "ann+12,ann+12",
                "zoe,ann+1");
        write(files.statistics().resolve("points.csv"), "account,person,points", "ann+1,ann+1,5", "zoe,ann+1,7");
        write(files.statistics().resolve("affinity.csv"), "account,owner,points", "ann+12,ann+1,3", "zoe,ann+12,4");
        store.epochs().open(DAY);
        store.epochs()
                .note(
                        DAY,
                        Map.of(
                                "addressesSha256", FileDigests.of(files.addresses()),
                                "sharesSha256", FileDigests.of(files.shares())));
    }

    @Test
    void anotherNameStandsInItsPlaceAndRowsAreInOrderAgain() throws IOException {
        assertThat(erase()).isEqualTo(4);
        assertThat(files.addresses()).hasContent("account,address\nann+12,0xbb\n" + OTHER + ",0xaa\nzoe,0xcc\n");
        assertThat(files.statistics().resolve("affinity.csv"))
                .hasContent("account,owner,points\nann+12," + OTHER + ",3\nzoe,ann+12,4\n");
        assertThat(row().details())
                .containsEntry("addressesSha256", FileDigests.of(files.addresses()))
                .containsEntry("sharesSha256", FileDigests.of(files.shares()));
        assertThat(erase()).as("once more").isZero();
    }

    /** The person was called ann 1, by its smallest account. */
    @Test
    void thePersonIsCalledByItsSmallestAccountAgain() throws IOException {
        erase();
        assertThat(files.statistics().resolve("accounts.csv"))
                .hasContent("account,person\nann+12,ann+12\n" + OTHER + "," + OTHER + "\nzoe," + OTHER + "\n");
        assertThat(files.statistics().resolve("points.csv"))
                .hasContent("account,person,points\n" + OTHER + "," + OTHER + ",5\nzoe," + OTHER + ",7\n");
    }

    @Test
    void thePersonsOtherAccountMayBecomeTheSmallest() throws IOException {
        write(files.statistics().resolve("accounts.csv"), "account,person", "ann+1,ann+1", "bob,ann+1", "zoe,zoe");
        write(files.statistics().resolve("points.csv"), "account,person,points", "ann+1,ann+1,5", "bob,ann+1,7");
        erase();
        assertThat(files.statistics().resolve("accounts.csv"))
                .hasContent("account,person\nbob,bob\n" + OTHER + ",bob\nzoe,zoe\n");
        assertThat(files.statistics().resolve("points.csv"))
                .hasContent("account,person,points\nbob,bob,7\n" + OTHER + ",bob,5\n");
    }

    @Test
    void aTableThatTheDayWasNotPaidByIsRefused() throws IOException {
        write(files.addresses(), "account,address", "ann+1,0xdd");
        assertThatThrownBy(this::erase).hasMessageContaining(files.addresses() + " was changed: it has sha256 ");
        assertThat(files.addresses()).hasContent("account,address\nann+1,0xdd\n");
    }

    /** Told, and killed before the tables took their places. */
    @Test
    void whatIsToldAlreadyIsDoneOnceMore() throws IOException {
        Path copy = Files.copy(files.addresses(), home.resolve("copy"));
        erase();
        String told = row().details().get("addressesSha256");
        Files.delete(files.addresses());
        Files.move(copy, files.addresses());
        assertThat(erase()).isEqualTo(1);
        assertThat(FileDigests.of(files.addresses())).isEqualTo(told);
    }

    private int erase() throws IOException {
        return new ErasedTables(store.epochs(), files, ANN).write(row(), Map.of());
    }

    private Epochs.Row row() {
        return store.epochs().find(DAY).orElseThrow();
    }

    private static void write(Path file, String... lines) throws IOException {
        Files.write(file, List.of(lines));
    }
}
