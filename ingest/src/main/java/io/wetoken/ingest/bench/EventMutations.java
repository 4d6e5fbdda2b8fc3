package io.wetoken.ingest.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Damages one event: its fields stay in their order, each with the JSON that stands behind its name. */
final class EventMutations {
    /** What no field of any kind, or the wrong kind of field, may hold. Texts are in Java's characters, so half surrogates here become '?' in UTF-8. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "[]",
            "{}",
            "[[]]",
            "{\"a\":{\"b\":[1,2,{\"c\":null}]}}",
            "\"\"",
            "\" \"",
            "\"text\"",
            "\"\\u0000\"",
            "\"a\\nb\"",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ude00\\ud83d\"",
            "\"x\\ud83d\"",
            "\"\u00e9\u4e2d\ud83d\ude00\"",
            "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
            "0",
            "-0",
            "-1",
            "1",
            "1.0",
            "1.5",
            "1e3",
            "1E400",
            "-1E400",
            "1e-400",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "253402300799999",
            "253402300800000",
            "NaN",
            "Infinity",
            "-Infinity",
            "00",
            "01",
            "+1",
            ".5",
            "1.",
            "0x10",
            "'text'",
            "\"a\tb\"",
            "undefined",
            "\"0123\u0001\"");

    private static final List<String> IDS = List.of(
            "\"\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"not-a-uuid\"",
            "\"zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz\"",
            "\"0000000000000000000000000000000000000\"",
            "\"{00000000-0000-0000-0000-000000000000}\"",
            "\"00000000-0000-0000-0000-00000000000\"",
            "\"00000000-0000-0000-0000-000000000000\\n\"",
            "\"ABCDEF00-0000-4000-8000-000000000000\"",
            "7");

    private static final List<String> KINDS = List.of(
            "\"DANCE\"",
            "\"play\"",
            "\"LIVE_START\"",
            "\"LIVE_PLAY\"",
            "\"GIFT\"",
            "\"TIP\"",
            "\"PURCHASE\"",
            "\"FOLLOW\"",
            "\"REPORT\"",
            "\"RELEASE\"",
            "\"COMMENT\"",
            "\"OPEN\"");

    private static final List<String> NAMES = List.of(
            "id",
            "kind",
            "actor",
            "device",
            "session",
            "at",
            "sent",
            "content",
            "room",
            "owner",
            "watchMs",
            "lengthMs",
            "request",
            "token",
            "position",
            "referrer",
            "app",
            "amount",
            "tx",
            "text",
            "link",
            "received",
            "ipHash",
            "unknown",
            "",
            "ID",
            "i\\u0064",
            "__proto__");

    private static final Pattern FIELD = Pattern.compile("\"([A-Za-z]+)\":(\"[^\"]*\"|-?[0-9]+)");
    private static final String HEX_64 = "0123456789abcdef".repeat(4);

    private final SplittableRandom random;

    EventMutations(SplittableRandom random) {
        this.random = random;
    }

    private record Entry(String name, String value) {
        String text() {
            return '"' + name + "\":" + value;
        }
    }

    /** @param event flat JSON, without escapes in its texts */
    String mutated(String event) {
        List<Entry> fields = new ArrayList<>();
        Matcher field = FIELD.matcher(event);
        while (field.find()) {
            fields.add(new Entry(field.group(1), field.group(2)));
        }
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes; i++) {
            change(fields);
        }
        String separator = random.nextInt(50) == 0 ? ",," : ",";
        return fields.stream().map(Entry::text).collect(Collectors.joining(separator, "{", "}"));
    }

    private void change(List<Entry> fields) {
        int place = fields.isEmpty() ? -1 : random.nextInt(fields.size());
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> replace(fields, place, one(VALUES));
            case 3 -> {
                if (place >= 0) {
                    fields.remove(place);
                }
            }
            case 4 -> {
                if (place >= 0) {
                    Entry same = fields.get(place);
                    fields.add(random.nextBoolean() ? same : new Entry(same.name(), one(VALUES)));
                }
            }
            case 5 -> set(fields, "id", one(IDS));
            case 6 -> set(fields, "kind", one(KINDS));
            case 7 -> fields.add(random.nextInt(fields.size() + 1), new Entry(one(NAMES), one(VALUES)));
            case 8 -> replace(fields, place, '"' + "x".repeat(length()) + '"');
            case 9 -> replace(fields, place, (random.nextBoolean() ? "-" : "") + "9".repeat(length()));
            case 10 -> transfer(fields);
            default ->
                set(
                        fields,
                        random.nextBoolean() ? "at" : "sent",
                        Long.toString(random.nextLong() >>> random.nextInt(64)));
        }
    }

    private void transfer(List<Entry> fields) {
        set(fields, "kind", one(List.of("\"GIFT\"", "\"TIP\"", "\"PURCHASE\"")));
        set(
                fields,
                "amount",
                one(List.of(
                        "\"1000\"",
                        "\"0\"",
                        "\"-1\"",
                        "\"1.5\"",
                        "\"01\"",
                        "\"1e18\"",
                        "1000",
                        "\"" + "9".repeat(length()) + "\"")));
        set(
                fields,
                "tx",
                one(List.of("\"0x" + HEX_64 + "\"", "\"" + HEX_64 + "\"", "\"0x\"", "\"0X" + HEX_64 + "\"", "null")));
    }

    /** Around the limits of texts and of numbers, and once in a while far beyond. */
    private int length() {
        return switch (random.nextInt(12)) {
            case 0 -> 64;
            case 1 -> 65;
            case 2 -> 19;
            case 3 -> 20;
            case 4 -> 78;
            case 5 -> 79;
            case 6 -> 512;
            case 7 -> 2_000;
            case 8 -> 2_001;
            case 9 -> 5_000;
            case 10 -> 1 + random.nextInt(100);
            default -> random.nextInt(40) == 0 ? 70_000 : 1_001;
        };
    }

    private static void replace(List<Entry> fields, int place, String value) {
        if (place >= 0) {
            fields.set(place, new Entry(fields.get(place).name(), value));
        }
    }

    private static void set(List<Entry> fields, String name, String value) {
        fields.removeIf(field -> field.name().equals(name));
        fields.add(new Entry(name, value));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
