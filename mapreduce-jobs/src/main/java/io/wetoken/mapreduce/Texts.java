package io.wetoken.mapreduce;

import java.nio.charset.StandardCharsets;

/** Ids as values. */
final class Texts {
    private Texts() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String of(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
