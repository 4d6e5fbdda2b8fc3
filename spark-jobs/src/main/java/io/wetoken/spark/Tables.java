package io.wetoken.spark;

import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.files.IdTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What statistics and settlement have left for the scores, in the driver's memory: some 500 bytes an account of the day.
 *
 * @param points micro-points by account
 * @param persons by account, for those that are not the only account of their person's name
 * @param accounts every actor and owner of the day
 * @param addresses by account
 * @param shares by owner, of those who set any
 */
record Tables(
        Map<String, Long> points,
        List<Affinity> affinity,
        Map<String, String> persons,
        Set<String> accounts,
        Map<String, Address> addresses,
        Map<String, Shares> shares) {

    /** The part of an account's points earned on an owner's content. */
    record Affinity(String account, String owner, long points) {}

    /** Of an owner, in millionths. */
    record Shares(long ownerSharePpm, long disseminatorSharePpm) {}

    static Tables read(Path statistics, Path addressFile, Path shareFile) throws IOException {
        Map<String, Long> points = new TreeMap<>();
        IdTable.read(
                statistics.resolve("points.csv"), "account,person,points", row -> points.put(row.id(0), row.number(2)));
        List<Affinity> affinity = new ArrayList<>();
        IdTable.read(
                statistics.resolve("affinity.csv"),
                "account,owner,points",
                row -> affinity.add(new Affinity(row.id(0), row.id(1), row.number(2))));
        Map<String, String> persons = new TreeMap<>();
        Set<String> accounts = new HashSet<>();
        IdTable.read(statistics.resolve("accounts.csv"), "account,person", row -> {
            accounts.add(row.id(0));
            if (!row.id(0).equals(row.id(1))) {
                persons.put(row.id(0), row.id(1));
            }
        });
        return new Tables(points, affinity, persons, accounts, addresses(addressFile), shares(shareFile));
    }

    private static Map<String, Address> addresses(Path file) throws IOException {
        Map<String, Address> addresses = new HashMap<>();
        Map<Address, String> accounts = new HashMap<>();
        IdTable.read(file, "account,address", row -> {
            Address address = new Address(row.id(1));
            String other = accounts.put(address, row.id(0));
            if (other != null) {
                throw new IllegalArgumentException(
                        "address " + address + " belongs to '" + other + "' and to '" + row.id(0) + "'");
            }
            addresses.put(row.id(0), address);
        });
        return addresses;
    }

    private static Map<String, Shares> shares(Path file) throws IOException {
        Map<String, Shares> shares = new HashMap<>();
        IdTable.read(file, "account,ownerSharePpm,disseminatorSharePpm", row -> {
            if (shares.put(row.id(0), new Shares(ppm(row, 1), ppm(row, 2))) != null) {
                throw new IllegalArgumentException("'" + row.id(0) + "' stands twice");
            }
        });
        return shares;
    }

    private static long ppm(IdTable.Row row, int column) {
        long ppm = row.number(column);
        if (ppm > Ppm.ONE) {
            throw new IllegalArgumentException("a share of '" + row.id(0) + "' is " + ppm + ", above " + Ppm.ONE);
        }
        return ppm;
    }

    /** @throws IOException naming the account when it has none */
    Address address(String account) throws IOException {
        Address address = addresses.get(account);
        if (address == null) {
            throw new IOException("Account '" + account + "' has no row in addresses.csv; bind its address first");
        }
        return address;
    }
}
