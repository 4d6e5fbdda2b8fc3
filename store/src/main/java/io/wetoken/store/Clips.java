package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be played: the media of published contents, found by content, newest first, and by owner. */
public interface Clips {
    int MAX_TITLE = 120;
    int MAX_TOPIC = 64;
    /** How many a list may ask for. */
    int MAX_LIST = 2_000;

    Optional<Clip> find(ContentId content);

    /** In one round trip; what is unknown is absent. */
    Map<ContentId, Clip> findAll(Collection<ContentId> contents);

    /** A content that is there keeps its time of publication, so that it stands in each list once. */
    void put(Clip clip);

    /** Of contents that are not there yet: {@link #put} of each, in few round trips. One that is there may come to stand in the lists twice. */
    void putNew(Collection<Clip> clips);

    /** Of all that can be played, newest first, {@code limit} 1..{@value #MAX_LIST}. */
    List<ContentId> newest(int limit);

    /** An owner's, newest first, {@code limit} 1..{@value #MAX_LIST}. */
    List<Clip> of(AccountId owner, int limit);

    /** Gives what one owner published to another name, as an erasure does. Again it changes nothing. */
    void rename(AccountId from, AccountId to);

    /**
     * @param title 1..{@value #MAX_TITLE} characters
     * @param topic at most {@value #MAX_TOPIC} characters, empty when none was given
     * @param directory its name below {@code media.dir}: the content id of the uploaded file, so equal files share one
     * @param cid of the published directory
     * @param width upright, in square pixels
     * @param publishedAt ms since 1970
     */
    record Clip(
            ContentId content,
            AccountId owner,
            String title,
            String topic,
            String directory,
            String cid,
            long durationMs,
            int width,
            int height,
            boolean silent,
            long publishedAt) {
        public Clip {
            Limits.title(title);
            Limits.topic(topic);
        }

        Clip of(AccountId other) {
            return new Clip(
                    content, other, title, topic, directory, cid, durationMs, width, height, silent, publishedAt);
        }

        Clip publishedAt(long time) {
            return new Clip(content, owner, title, topic, directory, cid, durationMs, width, height, silent, time);
        }
    }
}
