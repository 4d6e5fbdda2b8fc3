package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** REWARD.md "Inputs", for the files that the scores write. */
final class BundleChecks {
    private static final String ADDRESS = "0x[0-9a-f]{40}";

    private BundleChecks() {}

    static void check(Path scores) throws IOException {
        Map<String, Long> points = new TreeMap<>();
        for (String[] row : rows(scores, "activity.csv", "account,points")) {
            assertThat(row[0]).matches(ADDRESS);
            assertThat(points.put(row[0], number(row[1]))).as(row[0]).isNull();
        }
        Map<String, String> owners = new TreeMap<>();
        for (String[] row : rows(scores, "spaces.csv", "space,owner,ownerSharePpm")) {
            assertThat(row[0]).isEqualTo("space-" + row[1].substring(2));
            assertThat(owners.put(row[0], row[1])).as(row[0]).isNull();
            assertThat(number(row[2])).isLessThanOrEqualTo(1_000_000);
        }
        Map<String, Long> sums = new TreeMap<>();
        Set<String> pairs = new HashSet<>();
        for (String[] row : rows(scores, "affinity.csv", "account,space,points")) {
            assertThat(points).containsKey(row[0]);
            assertThat(owners).containsKey(row[1]);
            assertThat(owners.get(row[1])).isNotEqualTo(row[0]);
            assertThat(pairs.add(row[0] + "," + row[1])).isTrue();
            assertThat(number(row[2])).isPositive();
            sums.merge(row[0], number(row[2]), Long::sum);
        }
        sums.forEach((account, sum) -> assertThat(sum).as(account).isLessThanOrEqualTo(points.get(account)));
        long promoted = 0;
        Map<String, Long> promotions = new TreeMap<>();
        for (String[] row : rows(scores, "contribution.csv", "creator,base,promotion,disseminatorSharePpm")) {
            assertThat(row[0]).matches(ADDRESS);
            assertThat(promotions.put(row[0], number(row[2]))).as(row[0]).isNull();
            number(row[1]);
            promoted += number(row[2]);
            assertThat(number(row[3])).isLessThanOrEqualTo(1_000_000);
        }
        assertThat(promoted)
                .isPositive()
                .isLessThanOrEqualTo(
                        points.values().stream().mapToLong(value -> value).sum());
        Map<String, Long> referred = new TreeMap<>();
        Set<String> referrals = new HashSet<>();
        for (String[] row : rows(scores, "referrals.csv", "creator,disseminator,points")) {
            assertThat(row[1]).matches(ADDRESS).isNotEqualTo(row[0]);
            assertThat(referrals.add(row[0] + "," + row[1])).isTrue();
            assertThat(number(row[2])).isPositive();
            referred.merge(row[0], number(row[2]), Long::sum);
        }
        referred.forEach((creator, sum) ->
                assertThat(sum).as(creator).isLessThanOrEqualTo(promotions.getOrDefault(creator, 0L)));
        assertThat(rows(scores, "indicators.csv", "indicator,today,baseline")).hasSize(8);
    }

    private static List<String[]> rows(Path directory, String file, String header) throws IOException {
        String text = Files.readString(directory.resolve(file));
        assertThat(text).startsWith(header + "\n").endsWith("\n").doesNotContain("\r");
        List<String> rows = text.lines().skip(1).toList();
        if (!file.equals("indicators.csv")) {
            assertThat(rows).as(file).isSorted();
        }
        return rows.stream().map(row -> row.split(",", -1)).toList();
    }

    private static long number(String cell) {
        assertThat(cell).matches("0|[1-9][0-9]{0,15}");
        assertThat(Long.parseLong(cell)).isLessThanOrEqualTo(1_000_000_000_000_000L);
        return Long.parseLong(cell);
    }
}
