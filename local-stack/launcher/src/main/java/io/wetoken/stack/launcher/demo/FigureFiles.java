package io.wetoken.stack.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.setup.StackSettings;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the demo's figures from the manifests, the plan and the contracts file. */
final class FigureFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** As the site's live figures name them. */
    private static final String SUSPECTED_FOR = "suspectedFor.";

    private static final int MOST_PEOPLE = 1_000;

    private final Path archive;
    private final Path epochs;
    private final Path contracts;

    FigureFiles(Home home, StackSettings settings) {
        this.archive = home.dir().resolve(settings.text("archive.dir"));
        this.epochs = home.dir().resolve(settings.text("epochs.dir"));
        this.contracts = home.dir().resolve(settings.text("chain.contracts"));
    }

    Figures read(JsonNode sent, List<String> days, JsonNode row, JsonNode live, boolean agrees, Figures.Shown shown)
            throws StackException {
        long valid = 0;
        long suspect = 0;
        long duplicate = 0;
        for (String day : days) {
            JsonNode manifest = json(archive.resolve("manifests").resolve(day + ".json"));
            valid += number(manifest, "valid");
            suspect += number(manifest, "suspect");
            duplicate += number(manifest, "duplicates");
        }
        long accepted = valid + suspect + duplicate;
        // A batch whose answer was lost is sent again, so there may be more; fewer would be a loss.
        if (accepted < number(sent, "accepted")) {
            throw StackException.failed("The collector accepted " + number(sent, "accepted")
                    + " events, but the closed days hold only " + accepted);
        }
        String last = days.get(days.size() - 1);
        Path plan = epochs.resolve(last).resolve("plan");
        JsonNode fund = json(plan.resolve("fund.json"));
        JsonNode details = row.path("details");
        return new Figures(
                number(sent, "sent"),
                accepted,
                number(sent, "rejected"),
                valid,
                suspect,
                duplicate,
                suspectedFor(live),
                activeUsers(epochs.resolve(last).resolve("inputs").resolve("indicators.csv")),
                last,
                number(fund, "indexPpm"),
                number(fund, "elasticityPpm"),
                amount(fund, "pool"),
                amount(fund, "paid"),
                amount(details, "paid"),
                rows(plan.resolve("payouts.csv")),
                text(details, "root"),
                number(json(contracts), "chainId"),
                agrees,
                shown);
    }

    /** Who earned points on a day, at most {@value #MOST_PEOPLE} of them. */
    List<String> people(String day) throws StackException {
        Path points = epochs.resolve(day).resolve("statistics").resolve("points.csv");
        try (Stream<String> lines = Files.lines(points)) {
            return lines.skip(1)
                    .filter(line -> !line.endsWith(",0"))
                    .map(line -> URLDecoder.decode(line.substring(0, line.indexOf(',')), StandardCharsets.UTF_8))
                    .limit(MOST_PEOPLE)
                    .toList();
        } catch (IOException e) {
            throw StackException.failed("Cannot read " + points, e);
        }
    }

    /** Of the day that was paid, the most frequent first. */
    private static Map<String, Long> suspectedFor(JsonNode live) {
        List<Map.Entry<String, Long>> reasons = new ArrayList<>();
        live.path("figures").properties().forEach(figure -> {
            if (figure.getKey().startsWith(SUSPECTED_FOR)) {
                reasons.add(Map.entry(
                        figure.getKey().substring(SUSPECTED_FOR.length()),
                        figure.getValue().asLong()));
            }
        });
        reasons.sort(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        Map<String, Long> sorted = new LinkedHashMap<>();
        reasons.forEach(reason -> sorted.put(reason.getKey(), reason.getValue()));
        return sorted;
    }

    private static long activeUsers(Path indicators) throws StackException {
        try (Stream<String> lines = Files.lines(indicators)) {
            return lines.filter(line -> line.startsWith("validDailyActiveUsers,"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("^[^,]*,([0-9]+),.*$", "$1")))
                    .sum();
        } catch (IOException e) {
            throw StackException.failed("Cannot read " + indicators, e);
        }
    }

    private static long rows(Path csv) throws StackException {
        try (Stream<String> lines = Files.lines(csv)) {
            return lines.count() - 1;
        } catch (IOException e) {
            throw StackException.failed("Cannot read " + csv, e);
        }
    }

    private static JsonNode json(Path file) throws StackException {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw StackException.failed("Cannot read " + file, e);
        }
    }

    private static long number(JsonNode node, String key) throws StackException {
        if (!node.path(key).isIntegralNumber()) {
            throw StackException.failed("There is no number '" + key + "' in " + node);
        }
        return node.get(key).asLong();
    }

    private static String text(JsonNode node, String key) throws StackException {
        if (!node.path(key).isTextual()) {
            throw StackException.failed("There is no text '" + key + "' in " + node);
        }
        return node.get(key).asText();
    }

    private static BigInteger amount(JsonNode node, String key) throws StackException {
        String digits = text(node, key);
        if (!digits.matches("[0-9]{1,40}")) {
            throw StackException.failed(key + " is not an amount: " + digits);
        }
        return new BigInteger(digits);
    }
}
