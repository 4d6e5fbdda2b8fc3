package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.IdTable;
import io.wetoken.store.Spaces;
import io.wetoken.store.Spaces.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * {@code shares.csv}: the shares that owners of spaces set, as they count for a day; who is not in it has those of the rule. They are set for days that have not
 * begun, and a day is scored when it is over, so whoever asks the store again gets the same.
 */
public final class ShareTable {
    private static final String HEADER = "account,ownerSharePpm,disseminatorSharePpm";
    private static final String DERIVED = ".shares.csv";

    private ShareTable() {}

    /** Writes what the store holds; some 100 bytes of memory an owner who ever set shares. */
    public static void derive(Epoch epoch, Spaces spaces, Path target) throws IOException {
        SortedSet<String> rows = new TreeSet<>();
        Optional<AccountId> last = Optional.empty();
        List<Space> page;
        do {
            page = spaces.effective(epoch, last, Spaces.MAX_PAGE);
            for (Space space : page) {
                rows.add(IdTable.encode(space.owner().value()) + "," + space.ownerSharePpm() + ","
                        + space.disseminatorSharePpm());
                last = Optional.of(space.owner());
            }
        } while (page.size() == Spaces.MAX_PAGE);
        Files.writeString(target, HEADER + "\n" + (rows.isEmpty() ? "" : String.join("\n", rows) + "\n"));
    }

    /**
     * Leaves {@code shares.csv} as it is derived.
     *
     * @return its SHA-256
     * @throws SettlementException when another one is there, for the scores may come from it
     */
    static String ensure(EpochFiles files, Spaces spaces) throws IOException {
        Path derived = files.directory().resolve(DERIVED);
        derive(files.epoch(), spaces, derived);
        if (Files.exists(files.shares()) && Files.mismatch(derived, files.shares()) >= 0) {
            Files.delete(derived);
            throw new SettlementException(files.shares() + " was changed: it is not what the owners of spaces have set;"
                    + " keep it as evidence, remove it and " + files.scores() + ", and run again");
        }
        Files.move(derived, files.shares(), StandardCopyOption.ATOMIC_MOVE);
        return FileDigests.of(files.shares());
    }
}
