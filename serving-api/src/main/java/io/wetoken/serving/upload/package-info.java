/**
 * Uploads: received piece by piece (tus), handed to the media workers by Kafka, followed by their status, and published. Transcoding belongs to the workers.
 */
package io.wetoken.serving.upload;
