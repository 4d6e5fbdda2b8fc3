package io.wetoken.media.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.media.core.Refusal;
import java.io.IOException;

/** Does a job. Doing it again changes nothing: the first result stands. */
public interface Processor {
    /** @return how often this job was begun, this time included; survives the process */
    int begin(UploadJob job) throws IOException;

    /** @return what was made of the upload, for {@link Status} */
    JsonNode process(UploadJob job, int attempt) throws Refusal, IOException, InterruptedException;

    /** The job needs no more attempts. */
    void end(UploadJob job) throws IOException;

    /** The attempt was ended for no fault of the job, and does not count. */
    void giveBack(UploadJob job) throws IOException;
}
