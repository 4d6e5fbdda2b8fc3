package io.wetoken.flink.live;

import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Subject;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What valid events, or the review of a closed day, add to one subject, in types that travel.
 *
 * @param subject {@link Subject#key}
 * @param viewers accounts that watched, each once
 * @param review whether a review says so, which counts once for each subject and epoch however often it comes
 */
public record TallyChange(String subject, String epoch, ContentFigures adds, List<String> viewers, boolean review) {

    /** For what the correction is of. The review does not say whose viewers were none, so the sketch stays as it is. */
    static TallyChange of(Correction correction) {
        ContentFigures before = Signals.CONTENT_FIGURES.decode(bytes(correction.getFiguresBefore()));
        ContentFigures after = Signals.CONTENT_FIGURES.decode(bytes(correction.getFiguresAfter()));
        return new TallyChange(
                correction.getSubject() == null
                        ? new Subject(Dimension.CONTENT, correction.getContent()).key()
                        : correction.getSubject(),
                correction.getEpoch(),
                new ContentFigures(
                        after.plays() - before.plays(),
                        after.watchMs() - before.watchMs(),
                        after.likes() - before.likes(),
                        after.comments() - before.comments(),
                        after.shares() - before.shares()),
                List.of(),
                true);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
