package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.List;
import java.util.Optional;

/** Where uploads stand, from the first byte to the published clip. */
public interface Uploads {
    /** How many a list may ask for. */
    int MAX_LIST = 200;

    Optional<Upload> find(String id);

    /** False when the id is taken. */
    boolean create(Upload upload);

    /**
     * Compare-and-set. False when the upload is not as {@code before} any more; when an answer was lost it may be false although this call changed it, so look.
     *
     * @throws IllegalArgumentException when the two have not the same id, owner and time of creation
     */
    boolean replace(Upload before, Upload after);

    /** Newest first, {@code limit} 1..{@value #MAX_LIST}. */
    List<Upload> of(AccountId owner, int limit);

    /** Keeps nothing of what an account uploaded; what came of it stays. Again it changes nothing. */
    void forget(AccountId owner);

    /** Where an upload stands. REFUSED and PUBLISHED are final. */
    enum State {
        RECEIVING,
        QUEUED,
        PROCESSING,
        READY,
        REFUSED,
        PUBLISHED
    }

    /**
     * @param id also the id of the content that comes of it, 1..64 characters
     * @param bytes of the whole file
     * @param reason of a refusal, a word; otherwise empty
     * @param message of a refusal, for its creator; otherwise empty
     * @param directory name below {@code media.dir} from READY on; before empty, and the figures after it 0
     * @param createdAt ms since 1970
     * @param changedAt ms since 1970
     */
    record Upload(
            String id,
            AccountId owner,
            String title,
            String topic,
            long bytes,
            State state,
            String reason,
            String message,
            String directory,
            String cid,
            long durationMs,
            int width,
            int height,
            boolean silent,
            long createdAt,
            long changedAt) {
        public Upload {
            Limits.uploadId(id);
            Limits.title(title);
            Limits.topic(topic);
        }

        /** One of which no byte has come yet. */
        public static Upload begun(String id, AccountId owner, String title, String topic, long bytes, long now) {
            return new Upload(
                    id, owner, title, topic, bytes, State.RECEIVING, "", "", "", "", 0, 0, 0, false, now, now);
        }

        /** The same upload, further on. */
        public Upload in(State next, long now) {
            return next(next, "", "", new Made(directory, cid, durationMs, width, height, silent), now);
        }

        public Upload refused(String why, String forPeople, long now) {
            return next(State.REFUSED, why, forPeople, Made.NOTHING, now);
        }

        /** What the media worker made of it. */
        public Upload ready(
                String made, String madeCid, long ms, int pixelsWide, int pixelsHigh, boolean withoutSound, long now) {
            return next(State.READY, "", "", new Made(made, madeCid, ms, pixelsWide, pixelsHigh, withoutSound), now);
        }

        private record Made(String directory, String cid, long durationMs, int width, int height, boolean silent) {
            private static final Made NOTHING = new Made("", "", 0, 0, 0, false);
        }

        private Upload next(State next, String why, String forPeople, Made made, long now) {
            return new Upload(
                    id,
                    owner,
                    title,
                    topic,
                    bytes,
                    next,
                    why,
                    forPeople,
                    made.directory(),
                    made.cid(),
                    made.durationMs(),
                    made.width(),
                    made.height(),
                    made.silent(),
                    createdAt,
                    now);
        }

        /** What can be played of it, once it is ready. */
        public Clips.Clip clip(long publishedAt) {
            return new Clips.Clip(
                    new ContentId(id),
                    owner,
                    title,
                    topic,
                    directory,
                    cid,
                    durationMs,
                    width,
                    height,
                    silent,
                    publishedAt);
        }
    }
}
