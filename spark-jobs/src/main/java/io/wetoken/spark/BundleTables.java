package io.wetoken.spark;

import io.wetoken.behaviour.Address;
import io.wetoken.spark.core.ContributionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Writes the tables of the bundle, by chain address, rows in the order of their bytes, as REWARD.md "Inputs" asks: no value above 10¹⁵, affinity only of
 * accounts with points and only in spaces that are listed.
 *
 * <p>A space has the shares that its owner set for the day, and otherwise those of the rules. Referrals to disseminators who are not among the day's accounts
 * are left out: nobody has asked for their address, so the creator keeps that part. An event's {@code referrer} counts nowhere, for it is the client's word.
 */
final class BundleTables {
    private static final long MOST = 1_000_000_000_000_000L;

    private final Path directory;
    private final Tables tables;
    private final ContributionRules rules;

    BundleTables(Path directory, Tables tables, ContributionRules rules) {
        this.directory = directory;
        this.tables = tables;
        this.rules = rules;
    }

    /**
     * @param bases by creator; those who are not among the day's accounts have no address, and without promotion today nothing is paid on their standing
     * @param promotion by creator
     */
    void write(Map<String, Long> bases, Map<String, Long> promotion, List<Referrals.Referral> referrals)
            throws IOException {
        SortedSet<String> creators = new TreeSet<>(promotion.keySet());
        bases.forEach((creator, base) -> {
            if (base > 0 && tables.accounts().contains(creator)) {
                creators.add(creator);
            }
        });
        activity();
        affinity();
        spaces(creators);
        contribution(creators, bases, promotion);
        referrals(referrals);
    }

    private void activity() throws IOException {
        SortedSet<String> rows = new TreeSet<>();
        for (Map.Entry<String, Long> account : tables.points().entrySet()) {
            if (account.getValue() > 0) {
                rows.add(tables.address(account.getKey()) + ","
                        + bounded("points", account.getKey(), account.getValue()));
            }
        }
        write("activity.csv", "account,points", rows);
    }

    private void affinity() throws IOException {
        SortedSet<String> rows = new TreeSet<>();
        for (Tables.Affinity row : tables.affinity()) {
            if (row.points() > 0 && !row.account().equals(row.owner())) {
                rows.add(tables.address(row.account()) + "," + space(tables.address(row.owner())) + ","
                        + bounded("affinity", row.account(), row.points()));
            }
        }
        write("affinity.csv", "account,space,points", rows);
    }

    private void spaces(Collection<String> creators) throws IOException {
        SortedSet<String> owners = new TreeSet<>(creators);
        tables.affinity().forEach(row -> owners.add(row.owner()));
        SortedSet<String> rows = new TreeSet<>();
        for (String owner : owners) {
            Address address = tables.address(owner);
            rows.add(space(address) + "," + address + "," + shares(owner).ownerSharePpm());
        }
        write("spaces.csv", "space,owner,ownerSharePpm", rows);
    }

    private void contribution(Collection<String> creators, Map<String, Long> bases, Map<String, Long> promotion)
            throws IOException {
        SortedSet<String> rows = new TreeSet<>();
        for (String creator : creators) {
            rows.add(tables.address(creator) + ","
                    + bounded("base", creator, bases.getOrDefault(creator, 0L)) + ","
                    + bounded("promotion", creator, promotion.getOrDefault(creator, 0L)) + ","
                    + shares(creator).disseminatorSharePpm());
        }
        write("contribution.csv", "creator,base,promotion,disseminatorSharePpm", rows);
    }

    private Tables.Shares shares(String owner) {
        return tables.shares()
                .getOrDefault(owner, new Tables.Shares(rules.ownerSharePpm(), rules.disseminatorSharePpm()));
    }

    private void referrals(List<Referrals.Referral> referrals) throws IOException {
        SortedSet<String> rows = new TreeSet<>();
        for (Referrals.Referral referral : referrals) {
            if (tables.accounts().contains(referral.disseminator())) {
                rows.add(tables.address(referral.creator()) + "," + tables.address(referral.disseminator()) + ","
                        + bounded("referral", referral.disseminator(), referral.points()));
            }
        }
        write("referrals.csv", "creator,disseminator,points", rows);
    }

    private static String space(Address owner) {
        return "space-" + owner.hex().substring(2);
    }

    private static long bounded(String what, String account, long value) throws IOException {
        if (value > MOST) {
            throw new IOException(
                    "The " + what + " of '" + account + "' is " + value + ", above the rule's limit " + MOST);
        }
        return value;
    }

    private void write(String name, String header, SortedSet<String> rows) throws IOException {
        StringBuilder text = new StringBuilder(header).append('\n');
        rows.forEach(row -> text.append(row).append('\n'));
        Files.writeString(directory.resolve(name), text);
    }
}
