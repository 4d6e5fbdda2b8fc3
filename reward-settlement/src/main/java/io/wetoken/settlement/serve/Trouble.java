package io.wetoken.settlement.serve;

/**
 * Something that somebody should know of while it lasts.
 *
 * @param subject an epoch, or {@link #ALL} when it is no day's own
 * @param text for people; never a secret
 */
record Trouble(Kind kind, String subject, String text) {
    static final String ALL = "settlement";

    /** The type of its messages; {@code .ended} is added when it is over. */
    enum Kind {
        FAILED("epoch.failed"),
        STOPPED("epoch.stopped"),
        APPROVAL("epoch.approval_awaited"),
        UNPAID("epoch.unpaid");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }

        static Kind of(String type) {
            for (Kind kind : values()) {
                if (kind.type.equals(type)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("There is no trouble of type '" + type + "'");
        }
    }

    /** What makes it the same trouble, whatever it says. */
    String key() {
        return kind.type() + " " + subject;
    }
}
