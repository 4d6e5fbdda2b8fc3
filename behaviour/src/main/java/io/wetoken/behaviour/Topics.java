package io.wetoken.behaviour;

/** The Kafka topics, in the order in which an event meets them. Values are Avro single-object encoded (see {@link Wire}). */
public final class Topics {
    /** {@code BehaviourEvent}; key = actor, record timestamp = {@code received}. */
    public static final String RAW = "behaviour.raw";
    /** {@code RejectedEvent}; no key. */
    public static final String REJECTED = "behaviour.rejected";
    /** {@code JudgedEvent}; key = actor; transactional, so read it with {@code read_committed}. */
    public static final String JUDGED = "behaviour.judged";
    /** {@code Correction}; key = content, or the date for the day itself; what the review of a closed day changes in live figures. */
    public static final String CORRECTIONS = "behaviour.corrections";
    /** {@code EpochMark}; key = date; compacted; one partition. */
    public static final String EPOCHS = "behaviour.epochs";
    /** {@code ServedPage}; key = account. A record without a value says that the account was erased: nothing before it is to be read. */
    public static final String SERVED = "feed.served";
    /** {@code Hiding}; key = account; the same holds of records without a value. */
    public static final String HIDDEN = "feed.hidden";
    /** JSON {@code {"upload":id,"file":name}}, the name below {@code media.uploads.dir}; key = upload. */
    public static final String UPLOADS = "media.uploads";
    /** JSON, where an upload stands: {@code upload, state, at}, and {@code media} or {@code reason, message, detail}; key = upload; compacted. */
    public static final String MEDIA_STATUS = "media.status";

    private Topics() {}
}
