/**
 * The collector's doors on Armeria: reading bodies within bounds, and writing answers and problems. What an answer says is decided in
 * {@code io.wetoken.ingest.core}, not here.
 */
package io.wetoken.ingest.http;
