package io.wetoken.media.worker;

import io.wetoken.behaviour.Topics;

/** The two topics of this module. Values are JSON; the key of both is the upload's id, so that one upload's records stay in order. */
public final class MediaTopics {
    /** {@code {"upload":id,"file":path}}, the path absolute or below {@code media.uploads.dir}. */
    public static final String UPLOADS = Topics.UPLOADS;
    /** {@link Status}; compacted: the last record of an upload says where it stands. */
    public static final String STATUS = Topics.MEDIA_STATUS;

    private MediaTopics() {}
}
