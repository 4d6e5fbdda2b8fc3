/**
 * Refused events, given a second chance after a fix: which of a day they are, and what became of them. Whether one is good by now the collector decides,
 * for it alone knows its rules and which day is open.
 */
package io.wetoken.ingest.recover;
