package io.wetoken.behaviour.points;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.files.IdTable;
import io.wetoken.behaviour.signal.Deeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/**
 * {@code confirmed.csv}: a day's transfers between accounts as the chain tells them, one a transaction. A deed is confirmed if the transaction that it names is
 * there with the same payer and owner. Kind and amount are kept to be read and do not matter: whatever is given, it is one credit a day. Holds some 300 bytes
 * a transfer.
 */
public final class ConfirmedTransfers implements Confirmed {
    /** A block number follows: the last that was looked at. */
    public static final String HEADER = "tx,kind,payer,owner,amount,until block ";

    private static final long serialVersionUID = 1;
    private static final int COLUMNS = 5;

    private final HashMap<String, String> partiesByTx = new HashMap<>();

    private ConfirmedTransfers() {}

    /** @throws IOException that begins {@code file:line} and gives the value */
    public static ConfirmedTransfers read(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return read(in, file.toString());
        }
    }

    /**
     * @param name begins what an error says
     * @throws IOException that begins {@code name:line} and gives the value
     */
    public static ConfirmedTransfers read(BufferedReader in, String name) throws IOException {
        String header = in.readLine();
        if (header == null || !header.matches(HEADER + "[0-9]{1,18}")) {
            throw new IOException(name + ":1: header expected '" + HEADER + "' and a number, found '" + header + "'");
        }
        ConfirmedTransfers transfers = new ConfirmedTransfers();
        int number = 1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            IdTable.Row row = new IdTable.Row(List.of(line.split(",", -1)));
            if (row.cells().size() != COLUMNS || !row.cells().get(0).matches("0x[0-9a-f]{64}")) {
                throw new IOException(name + ":" + number + ": a transaction and " + (COLUMNS - 1)
                        + " more cells expected, found '" + line + "'");
            }
            if (transfers.partiesByTx.put(row.id(0), parties(row.id(2), row.id(3))) != null) {
                throw new IOException(name + ":" + number + ": the transaction " + row.id(0)
                        + " stands twice; it confirms one transfer only");
            }
        }
        return transfers;
    }

    @Override
    public boolean test(AccountId payer, Deeds.Transfer transfer) {
        return test(payer.value(), transfer.owner().value(), transfer.tx());
    }

    /** @param tx as the client named it, in whatever case */
    public boolean test(String payer, String owner, String tx) {
        return parties(payer, owner).equals(partiesByTx.get(tx.toLowerCase(Locale.ROOT)));
    }

    /** @param tx in lower case */
    public boolean names(String tx) {
        return partiesByTx.containsKey(tx);
    }

    private static String parties(String payer, String owner) {
        return IdTable.encode(payer) + "," + IdTable.encode(owner);
    }
}
