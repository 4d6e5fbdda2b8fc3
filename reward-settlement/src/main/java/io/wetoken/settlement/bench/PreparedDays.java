package io.wetoken.settlement.bench;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Manifests;
import io.wetoken.behaviour.avro.HourRoot;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import io.wetoken.contracts.AccountAddresses;
import io.wetoken.settlement.core.VitalityIndicator;
import io.wetoken.settlement.epoch.FileDigests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Days with made-up statistics and scores, and jobs, real processes, that hand them over: what is closed, scored and paid where it is not the jobs that are
 * looked at. Accounts are {@code user 0} … (the blank makes the URL encoding matter).
 */
public final class PreparedDays {
    /** As the statistics do: the days that the epoch froze, or else those that are closed now. */
    private static final String FREEZE = """
            if [ -f epochs/$date/statistics/days.csv ]; then
              cp epochs/$date/statistics/days.csv "$out.tmp/days.csv"
            else
              echo day,manifest > "$out.tmp/days.csv"
              for manifest in archive/manifests/*.json; do
                day=$(basename $manifest .json)
                [ "$day" \\> $date ] || echo $day,$(sha256sum < $manifest | cut -c1-64) >> "$out.tmp/days.csv"
              done
            fi""";

    private final Path home;
    private final int users;
    private final int creators;

    /** @param home where {@code prepared/} goes, and {@code archive/} and {@code epochs/} are */
    public PreparedDays(Path home, int users, int creators) {
        this.home = home;
        this.users = users;
        this.creators = creators;
    }

    /** The settings that name the jobs and their directories. */
    public Map<String, String> settings() throws IOException {
        Files.createDirectories(home.resolve("archive/manifests"));
        return Map.of(
                "archive.dir",
                home.resolve("archive").toString(),
                "epochs.dir",
                home.resolve("epochs").toString(),
                "job.close",
                script(
                        "close",
                        "cp prepared/$date/manifest.json archive/manifests/$date.json.tmp && mv "
                                + "archive/manifests/$date.json.tmp archive/manifests/$date.json"),
                "job.statistics",
                script("statistics", copied("statistics", FREEZE)),
                "job.scores",
                script("scores", copied("scores", "true")));
    }

    /** A shell script with {@code $date}, {@code $out}, {@code $addresses} and {@code $shares} taken from its arguments; returns the command line. */
    public String script(String name, String body) throws IOException {
        Path file = home.resolve(name + ".sh");
        Files.writeString(
                file,
                "cd '" + home + "' || exit 1\n"
                        + "while [ $# -gt 0 ]; do case $1 in --date) date=$2;; --out) out=$2;; --addresses) addresses=$2;; --shares) shares=$2;; --erasure) erasure=$2;; --check) [ -f review.difference ] || exit 0; cat review.difference; exit 1;; esac; shift 2; done\n"
                        + "echo '" + name + "' $date >> jobs.txt\n" + body + "\n");
        return "sh " + file;
    }

    /** Copies what was prepared, adds something, and renames it. */
    private static String copied(String what, String adds) {
        return "rm -rf \"$out.tmp\" && cp -r prepared/$date/" + what + " \"$out.tmp\" || exit 1\n" + adds
                + "\nmv \"$out.tmp\" \"$out\"";
    }

    /** Prepares a day: what the jobs will bring. Points are whole minutes; the last ten accounts have so few that they are deferred. */
    public void prepare(Epoch epoch, AccountAddresses addresses) throws IOException {
        Path day = Files.createDirectories(home.resolve("prepared/" + epoch));
        Path judged = Files.createDirectories(home.resolve("archive/judged/epoch=" + epoch))
                .resolve("part-0.parquet");
        Files.writeString(judged, "what was judged on " + epoch);
        Manifest manifest = Manifest.newBuilder()
                .setVersion(Manifests.VERSION)
                .setEpoch(epoch.toString())
                .setRecords(3)
                .setValid(2)
                .setSuspect(1)
                .setDuplicates(0)
                .setOffsets(Map.of("0", 3L))
                .setFiles(List.of(ManifestFile.newBuilder()
                        .setPath("judged/epoch=" + epoch + "/part-0.parquet")
                        .setBytes(Files.size(judged))
                        .setSha256(FileDigests.of(judged))
                        .setRows(3)
                        .setKind(ManifestFileKind.JUDGED)
                        .build()))
                .setHours(List.of(new HourRoot(0, 3L, "00".repeat(32))))
                .build();
        Files.writeString(day.resolve("manifest.json"), Manifests.toJson(manifest));
        Path statistics = Files.createDirectories(day.resolve("statistics"));
        Path scores = Files.createDirectories(day.resolve("scores"));
        List<String> accounts = new ArrayList<>(List.of("account,person"));
        List<String> activity = new ArrayList<>(List.of("account,points"));
        List<String> spaces = new ArrayList<>(List.of("space,owner,ownerSharePpm"));
        List<String> affinity = new ArrayList<>(List.of("account,space,points"));
        List<String> contribution = new ArrayList<>(List.of("creator,base,promotion,disseminatorSharePpm"));
        for (int user = 0; user < users; user++) {
            String address = addresses.of("user " + user);
            long points = user >= users - 10 ? 100 : 1_000_000L * (1 + user % 60);
            accounts.add("user+" + user + ",user+" + user);
            activity.add(address + "," + points);
            if (user < creators) {
                spaces.add("space-" + address.substring(2) + "," + address + ",300000");
                contribution.add(address + "," + (1000 + user) + "," + 5_000_000L * (user + 1) + ",0");
            } else {
                affinity.add(address + ",space-"
                        + addresses.of("user " + user % creators).substring(2) + "," + points / 2);
            }
        }
        List<String> indicators = new ArrayList<>(List.of("indicator,today,baseline"));
        List<String> raw = new ArrayList<>(List.of("indicator,raw,valid"));
        for (VitalityIndicator indicator : VitalityIndicator.values()) {
            indicators.add(indicator.key() + ",110,100");
            raw.add(indicator.key() + ",120,110");
        }
        Files.write(statistics.resolve("accounts.csv"), accounts);
        Files.write(statistics.resolve("raw-indicators.csv"), raw);
        Files.write(statistics.resolve("exclusions.csv"), List.of("reason,events", "RATE,1"));
        Files.write(scores.resolve("activity.csv"), activity);
        Files.write(scores.resolve("affinity.csv"), affinity);
        Files.write(scores.resolve("spaces.csv"), spaces);
        Files.write(scores.resolve("contribution.csv"), contribution);
        Files.write(scores.resolve("referrals.csv"), List.of("creator,disseminator,points"));
        Files.write(scores.resolve("indicators.csv"), indicators);
    }
}
