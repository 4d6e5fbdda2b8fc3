package io.wetoken.ingest.kafka;

import io.wetoken.ingest.core.Sender;
import io.wetoken.ingest.core.Speaker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Who sent what is in {@code behaviour.rejected}: the record's headers {@code ipHash}, {@code actor} and {@code device}, in UTF-8; absent where it is not known. */
final class SenderHeaders {
    private static final String IP_HASH = "ipHash";
    private static final String ACTOR = "actor";
    private static final String DEVICE = "device";

    private SenderHeaders() {}

    static List<Header> of(Sender sender) {
        List<Header> headers = new ArrayList<>(3);
        if (sender.ipHash() != null) {
            headers.add(header(IP_HASH, sender.ipHash()));
        }
        if (sender.speaker() != null) {
            headers.add(header(ACTOR, sender.speaker().actor()));
            headers.add(header(DEVICE, sender.speaker().device()));
        }
        return headers;
    }

    static Sender read(Headers headers) {
        String actor = text(headers, ACTOR);
        String device = text(headers, DEVICE);
        return new Sender(text(headers, IP_HASH), actor == null && device == null ? null : new Speaker(actor, device));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
