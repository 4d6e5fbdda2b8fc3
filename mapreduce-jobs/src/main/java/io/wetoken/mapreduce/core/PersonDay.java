package io.wetoken.mapreduce.core;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.files.IdTable;
import io.wetoken.behaviour.points.Earned;
import io.wetoken.behaviour.points.PersonCap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What the accounts of one person earned on one day, before the cap. */
public record PersonDay(AccountId person, SortedMap<AccountId, Earned> accounts) {
    public byte[] encode() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(person.value());
        out.writeInt(accounts.size());
        for (Map.Entry<AccountId, Earned> account : accounts.entrySet()) {
            byte[] earned = account.getValue().encode();
            out.writeUTF(account.getKey().value());
            out.writeInt(earned.length);
            out.write(earned);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when the bytes were not written by {@link #encode} */
    public static PersonDay decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        AccountId person = new AccountId(in.readUTF());
        SortedMap<AccountId, Earned> accounts = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            AccountId account = new AccountId(in.readUTF());
            accounts.put(account, Earned.decode(in.readNBytes(in.readInt())));
        }
        return new PersonDay(person, accounts);
    }

    /**
     * Its lines after the cap. An account without points has a line among the accounts only.
     *
     * @param rows takes the table and the line
     */
    public void rows(PersonCap cap, BiConsumer<Table, String> rows) {
        String name = IdTable.encode(person.value());
        cap.apply(accounts).forEach((account, earned) -> {
            String id = IdTable.encode(account.value());
            rows.accept(Table.ACCOUNTS, id + "," + name);
            if (earned.points() > 0) {
                rows.accept(Table.POINTS, id + "," + name + "," + earned.points());
            }
            earned.affinity()
                    .forEach((owner, points) ->
                            rows.accept(Table.AFFINITY, id + "," + IdTable.encode(owner.value()) + "," + points));
        });
    }
}
