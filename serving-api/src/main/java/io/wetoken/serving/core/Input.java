package io.wetoken.serving.core;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms and limits of what callers send; each throws {@link BadInput}. */
public final class Input {
    public static final int MAX_LIMIT = 100;
    /** A year of days and a month to compare it with. */
    public static final int MAX_EPOCHS = 400;

    private static final Pattern ADDRESS = Pattern.compile("0[xX][0-9a-fA-F]{40}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,64}");
    private static final int SHOWN = 80;

    private Input() {}

    /** A page's length, 1..{@value #MAX_LIMIT}. */
    public static int limit(Optional<String> text, int otherwise) {
        return number("limit", text, otherwise, 1, MAX_LIMIT);
    }

    /** The length of a page of epochs, 1..{@value #MAX_EPOCHS}. */
    public static int epochs(Optional<String> text, int otherwise) {
        return number("limit", text, otherwise, 1, MAX_EPOCHS);
    }

    /** A whole number within {@code [min, max]}. */
    public static int number(String name, Optional<String> text, int otherwise, int min, int max) {
        if (text.isEmpty()) {
            return otherwise;
        }
        String value = text.get();
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new BadInput(name + " must be a whole number from " + min + " to " + max + ", is '" + shown(value) + "'");
    }

    /** {@code true} or {@code false}, which it is when left out. */
    public static boolean flag(String name, Optional<String> text) {
        return switch (text.orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadInput(name + " must be true or false, is '" + shown(text.orElse("")) + "'");
        };
    }

    /** A UTC date, {@code yyyy-mm-dd}. */
    public static Epoch epoch(String text) {
        String expected = "An epoch is a UTC date such as 2026-11-21, not '" + shown(text) + "'";
        if (!DATE.matcher(text).matches()) {
            throw new BadInput(expected);
        }
        try {
            return Epoch.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadInput(expected, e);
        }
    }

    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    public static Address address(String text) {
        if (!isAddress(text)) {
            throw new BadInput("An address is 0x and 40 hex digits, not '" + shown(text) + "'");
        }
        return new Address(text);
    }

    public static AccountId account(String text) {
        try {
            return new AccountId(text);
        } catch (IllegalArgumentException e) {
            throw new BadInput("An account id has 1 to 64 characters, '" + shown(text) + "' has " + text.length(), e);
        }
    }

    /** The id of a content: such as events carry, and no path. */
    public static ContentId content(String text) {
        return new ContentId(name("content id", text));
    }

    /** What events name in a field of at most 64 characters, and no path. */
    public static String name(String what, String text) {
        if (!NAME.matcher(text).matches()) {
            throw new BadInput(
                    "A " + what + " has 1 to 64 characters and no / or control character, not '" + shown(text) + "'");
        }
        return text;
    }

    /** For a message: cut where it is long. */
    public static String shown(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }
}
