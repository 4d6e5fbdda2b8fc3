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

    /** The same act by another, so much later, from its own device and address. */
    Line by(String otherId, Person other, String session, long shift, String otherLabel) {
        String head = head().replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"" + otherId + "\"")
                .replaceFirst("\"actor\":\"[^\"]*\"", "\"actor\":\"" + other.account() + "\"")
                .replaceFirst("\"device\":\"[^\"]*\"", "\"device\":\"" + other.device() + "\"")
                .replaceFirst("\"session\":\"[^\"]*\"", "\"session\":\"" + session + "\"")
                .replaceFirst("\"ipHash\":\"[^\"]*\"", "\"ipHash\":\"" + other.home() + "\"");
        return new Line(otherId, head, at + shift, sent + shift, received + shift, otherLabel);
    }

    String text() {
        return id == null ? head : head + ",\"at\":" + at + ",\"sent\":" + sent + ",\"received\":" + received + "}";
    }
}
