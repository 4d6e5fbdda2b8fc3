/**
 * The collector under load and under fire: what it takes beside a bare producer of the same bytes, and what becomes of bodies that no client should send.
 * Nothing of the collector itself depends on this.
 */
package io.wetoken.ingest.bench;
