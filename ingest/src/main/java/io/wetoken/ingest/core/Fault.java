package io.wetoken.ingest.core;

/**
 * What is wrong with one event.
 *
 * @param detail names the field and the value
 */
public record Fault(Reason reason, String detail) {
    private static final int SHOWN = 80;

    /** A value as it may stand in a detail: at most 80 characters of it, control characters made visible. */
    static String shown(String value) {
        String head =
                value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "… (" + value.length() + " characters)";
        return "'" + visible(head) + "'";
    }

    /** Control characters and half surrogates as their escapes: a half surrogate has no UTF-8 form, so what is kept would not be what was told. */
    static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean half = Character.isHighSurrogate(c)
                    ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                    : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
            if (Character.isISOControl(c) || half) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
