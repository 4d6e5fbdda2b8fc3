package io.wetoken.ingest.community;

/**
 * One line of the recorded file.
 *
 * @param id null for a malformed line
 * @param head the JSON object without its times and its closing brace; for a malformed line all of it
 * @param at by the device's clock, as {@code sent}
 * @param label what it is in truth: {@code honest} or a kind of fraud
 */
record Line(String id, String head, long at, long sent, long received, String label) {
    static final String HONEST = "honest";

    /** The same event, sent again because the answer was lost. */
    Line again(long delayMs) {
        return new Line(id, head, at, sent + delayMs, received + delayMs, label);
    }

    String text() {
        return id == null ? head : head + ",\"at\":" + at + ",\"sent\":" + sent + ",\"received\":" + received + "}";
    }
}
