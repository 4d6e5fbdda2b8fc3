package io.wetoken.behaviour.signal;

/** Acts that earn one credit a day per person and owner. */
public enum CreditKind {
    LIKE(1),
    COMMENT(2),
    SHARE(3),
    FOLLOW(4);

    private final int code;

    CreditKind(int code) {
        this.code = code;
    }

    /** Stands for it in encoded states; never given to another. */
    int code() {
        return code;
    }

    static CreditKind ofCode(int code) {
        for (CreditKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("Unknown kind of credit: " + code);
    }
}
