/**
 * How much one address, one device and one account may send: token buckets, as many as fit. What a bucket is asked for belongs to {@code http} and
 * {@code core}; nothing that decides about a single event is here.
 */
package io.wetoken.ingest.limits;
