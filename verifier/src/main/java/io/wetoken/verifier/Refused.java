package io.wetoken.verifier;

import java.io.IOException;

/** A file is not what it must be. The message begins with the file, and the line where there is one, and gives the value. */
final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    Refused(String place, String why) {
        super(place + ": " + why);
    }
}
