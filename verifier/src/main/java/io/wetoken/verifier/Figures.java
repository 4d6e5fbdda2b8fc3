package io.wetoken.verifier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What is published beside the bundle, as far as it can be held against it; a file that is not published is not looked for. */
final class Figures {
    private Figures() {}

    /** The first difference: the indicators that count are the bundle's, and the log's hours hold the day's judged events. */
    static Optional<String> difference(Map<String, byte[]> files, Bundle bundle) {
        try {
            Optional<String> indicators = indicators(files.get("indicators.csv"), bundle);
            return indicators.isPresent() ? indicators : hours(files.get("hours.csv"), files.get("day.json"));
        } catch (Refused e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> indicators(byte[] bytes, Bundle bundle) throws Refused {
        if (bytes == null) {
            return Optional.empty();
        }
        String[] first = {""};
        Csv.of("indicators.csv", "indicator,raw,valid", bytes).read(1, row -> {
            BigInteger raw = row.count(1);
            BigInteger valid = row.count(2);
            if (first[0].isEmpty()
                    && !valid.equals(bundle.today().get(row.cells().get(0)))) {
                first[0] = row.place() + ": valid is " + valid + ", inputs/indicators.csv says "
                        + bundle.today().get(row.cells().get(0)) + " (raw " + raw + ")";
            }
        });
        return Optional.of(first[0]).filter(text -> !text.isEmpty());
    }

    private static Optional<String> hours(byte[] hours, byte[] day) throws Refused {
        if (hours == null || day == null) {
            return Optional.empty();
        }
        BigInteger[] sum = {BigInteger.ZERO};
        Csv table = Csv.of("hours.csv", "hour,records,root", hours);
        table.read(1, row -> sum[0] = sum[0].add(row.count(1)));
        ObjectNode counts = Json.object("day.json", new String(day, StandardCharsets.UTF_8));
        Optional<BigInteger> valid = Json.whole(counts.get("valid"));
        Optional<BigInteger> suspect = Json.whole(counts.get("suspect"));
        if (valid.isEmpty() || suspect.isEmpty()) {
            return Optional.of("day.json: valid or suspect is missing");
        }
        // Days that were closed by an early release have no hours.
        return sum[0].signum() == 0
                ? Optional.empty()
                : Verification.differs(
                        "hours.csv holds records", sum[0], valid.get().add(suspect.get()));
    }
}
