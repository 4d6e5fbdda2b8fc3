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
        StringBuilder out = new StringBuilder(head.length() + 2).append('\'');
        for (int i = 0; i < head.length(); i++) {
            char c = head.charAt(i);
            boolean half = Character.isHighSurrogate(c)
                    ? i + 1 == head.length() || !Character.isLowSurrogate(head.charAt(i + 1))
                    : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(head.charAt(i - 1)));
            if (Character.isISOControl(c) || half) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('\'').toString();
    }
}
