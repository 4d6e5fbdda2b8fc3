/**
 * Who may speak for whom: the tokens that senders show, and the published keys that check them. What becomes of an event that names somebody else is
 * a rule of {@code core}; no HTTP server belongs here.
 */
package io.wetoken.ingest.auth;
