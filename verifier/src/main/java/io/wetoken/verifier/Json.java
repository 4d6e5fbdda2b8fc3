package io.wetoken.verifier;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, whole numbers, booleans and {@link #NULL}. Stricter than the standard where money is at stake: no key
 * twice, and numbers are whole and plain.
 */
final class Json {
    /** What {@code null} is read as. */
    static final Object NULL = new Object();

    private static final int DEEPEST = 50;

    private final String place;
    private final String text;
    private int at;
    private int depth;

    private Json(String place, String text) {
        this.place = place;
        this.text = text;
    }

    /** @param place begins the message when the text is refused */
    static Object parse(String place, String text) throws Refused {
        Json json = new Json(place, text);
        Object value = json.value();
        json.blanks();
        if (json.at < text.length()) {
            throw json.bad("something follows the JSON value");
        }
        return value;
    }

    /** A text that is one object. */
    static Map<String, Object> object(String place, String text) throws Refused {
        if (parse(place, text) instanceof Map<?, ?> map) {
            return copy(map);
        }
        throw new Refused(place, "not a JSON object");
    }

    static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put((String) key, value));
        return copy;
    }

    /** Quoted and escaped. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private Object value() throws Refused {
        blanks();
        if (at == text.length()) {
            throw bad("the JSON ends too early");
        }
        char c = text.charAt(at);
        if (c == '{' || c == '[') {
            if (++depth > DEEPEST) {
                throw bad("nested deeper than " + DEEPEST);
            }
            Object value = c == '{' ? object() : list();
            depth--;
            return value;
        }
        if (c == '"') {
            return string();
        }
        if (c == '-' || (c >= '0' && c <= '9')) {
            return number();
        }
        return word();
    }

    private Map<String, Object> object() throws Refused {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        if (next('}')) {
            return map;
        }
        do {
            blanks();
            if (at == text.length() || text.charAt(at) != '"') {
                throw bad("a key is missing");
            }
            String key = string();
            if (!next(':')) {
                throw bad("':' is missing after '" + key + "'");
            }
            if (map.put(key, value()) != null) {
                throw bad("'" + key + "' stands there twice");
            }
        } while (next(','));
        if (!next('}')) {
            throw bad("'}' is missing");
        }
        return map;
    }

    private List<Object> list() throws Refused {
        List<Object> list = new ArrayList<>();
        at++;
        if (next(']')) {
            return list;
        }
        do {
            list.add(value());
        } while (next(','));
        if (!next(']')) {
            throw bad("']' is missing");
        }
        return list;
    }

    private String string() throws Refused {
        StringBuilder out = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c < ' ') {
                throw bad("a control character in a text");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw bad("a text does not end");
    }

    private char escaped() throws Refused {
        at++;
        int plain = at < text.length() ? "\"\\/bfnrt".indexOf(text.charAt(at)) : -1;
        if (plain >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        if (at + 4 < text.length() && text.substring(at, at + 5).matches("u[0-9a-fA-F]{4}")) {
            char c = (char) Integer.parseInt(text.substring(at + 1, at + 5), 16);
            at += 4;
            return c;
        }
        throw bad("an unknown escape in a text");
    }

    private BigInteger number() throws Refused {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        if (!digits.matches("0|-?[1-9][0-9]{0,99}")) {
            throw bad("not a whole plain number: '" + digits + "'");
        }
        return new BigInteger(digits);
    }

    private Object word() throws Refused {
        for (Map.Entry<String, Object> word :
                Map.of("true", true, "false", false, "null", NULL).entrySet()) {
            if (text.startsWith(word.getKey(), at)) {
                at += word.getKey().length();
                return word.getValue();
            }
        }
        throw bad("not JSON");
    }

    private boolean next(char c) {
        blanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private Refused bad(String why) {
        return new Refused(place, why + " (at character " + at + ")");
    }
}
