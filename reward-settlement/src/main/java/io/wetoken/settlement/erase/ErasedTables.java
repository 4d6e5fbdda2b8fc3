package io.wetoken.settlement.erase;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.files.Erasure;
import io.wetoken.behaviour.files.IdTable;
import io.wetoken.settlement.epoch.EpochFiles;
import io.wetoken.settlement.epoch.FileDigests;
import io.wetoken.settlement.epoch.SettlementException;
import io.wetoken.store.Epochs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The private tables of a paid day with another name for one account, rows in their order again. The epoch's row is told the new digests before the tables take
 * their places; a run that is interrupted between the two finds tables that it renames once more, to the same bytes.
 */
final class ErasedTables {
    private static final String ACCOUNTS = "accounts.csv";
    private static final String POINTS = "points.csv";
    private static final String AFFINITY = "affinity.csv";

    private final Epochs epochs;
    private final EpochFiles files;
    private final String from;
    private final String to;

    ErasedTables(Epochs epochs, EpochFiles files, Erasure erasure) {
        this.epochs = epochs;
        this.files = files;
        this.from = IdTable.encode(erasure.account().value());
        this.to = IdTable.encode(erasure.pseudonym().value());
    }

    /**
     * @param details what else the row is told
     * @return how many tables were written
     * @throws SettlementException when a table is not the one that the day was paid by
     */
    int write(Epochs.Row row, Map<String, String> details) throws IOException {
        Map<Path, Path> written = new LinkedHashMap<>();
        Map<String, String> told = new LinkedHashMap<>(details);
        Map<Path, String> digests = Map.of(
                files.addresses(), "addressesSha256",
                files.confirmed(), "confirmedSha256",
                files.shares(), "sharesSha256");
        for (Map.Entry<Path, String> table : digests.entrySet()) {
            Optional<Path> other = renamed(table.getKey(), this::name);
            if (other.isPresent()) {
                String before = FileDigests.of(table.getKey());
                String after = FileDigests.of(other.get());
                String paid = row.details().get(table.getValue());
                if (paid != null && !before.equals(paid) && !after.equals(paid)) {
                    throw new SettlementException(table.getKey() + " was changed: it has sha256 " + before
                            + ", the epoch's " + table.getValue() + " is " + paid + "; restore it, and run again");
                }
                written.put(table.getKey(), other.get());
                if (paid != null) {
                    told.put(table.getValue(), after);
                }
            }
        }
        Optional<Person> person = person();
        for (String table : List.of(POINTS, AFFINITY, ACCOUNTS)) {
            Path file = files.statistics().resolve(table);
            boolean persons = !table.equals(AFFINITY);
            renamed(file, cells -> persons ? withPerson(cells, person) : name(cells))
                    .ifPresent(other -> written.put(file, other));
        }
        if (!told.isEmpty()) {
            epochs.note(files.epoch(), told);
        }
        // The table of accounts goes last: by it the person's others are known.
        for (Map.Entry<Path, Path> other : written.entrySet()) {
            Files.move(other.getValue(), other.getKey(), StandardCopyOption.ATOMIC_MOVE);
        }
        return written.size();
    }

    /** The accounts of one person are called by the smallest of them, which another name may change. */
    private record Person(String before, String after) {}

    private Optional<Person> person() throws IOException {
        Path accounts = files.statistics().resolve(ACCOUNTS);
        if (!Files.exists(accounts)) {
            return Optional.empty();
        }
        Map<String, TreeSet<AccountId>> members = new LinkedHashMap<>();
        List<String> of = new ArrayList<>();
        IdTable.read(accounts, "account,person", row -> {
            String account = row.cells().get(0);
            if (account.equals(from) || account.equals(to)) {
                of.add(row.cells().get(1));
            }
        });
        if (of.isEmpty()) {
            return Optional.empty();
        }
        IdTable.read(accounts, "account,person", row -> {
            if (row.cells().get(1).equals(of.get(0))) {
                members.computeIfAbsent(of.get(0), any -> new TreeSet<>())
                        .add(new AccountId(new IdTable.Row(name(row.cells())).id(0)));
            }
        });
        String first = IdTable.encode(members.get(of.get(0)).first().value());
        return Optional.of(new Person(of.get(0), first));
    }

    private List<String> withPerson(List<String> cells, Optional<Person> person) {
        List<String> other = new ArrayList<>(cells);
        other.set(0, other.get(0).equals(from) ? to : other.get(0));
        if (person.isPresent() && other.get(1).equals(person.get().before())) {
            other.set(1, person.get().after());
        }
        return other;
    }

    private List<String> name(List<String> cells) {
        return cells.stream().map(cell -> cell.equals(from) ? to : cell).toList();
    }

    /** The table beside it, with other names; nothing where it does not name the account, or is not there. */
    private Optional<Path> renamed(Path file, Function<List<String>, List<String>> names) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        List<String> other = new ArrayList<>(lines.size());
        boolean named = false;
        for (String line : lines.subList(1, lines.size())) {
            String renamed = String.join(",", names.apply(List.of(line.split(",", -1))));
            named |= !renamed.equals(line);
            other.add(renamed);
        }
        if (!named) {
            return Optional.empty();
        }
        // Encoded ids are ASCII, of which the order of characters is that of bytes.
        other.sort(String::compareTo);
        other.add(0, lines.get(0));
        Path written = file.resolveSibling("." + file.getFileName() + ".erasing");
        Files.write(written, other);
        return Optional.of(written);
    }
}
