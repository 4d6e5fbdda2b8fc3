/**
 * The queue of uploads: jobs from Kafka, one at a time, under a lease that a heartbeat keeps; what becomes of each is told in a second topic. How a clip is
 * made is not known here.
 */
package io.wetoken.media.worker;
