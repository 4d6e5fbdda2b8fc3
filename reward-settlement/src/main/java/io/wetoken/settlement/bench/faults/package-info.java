/**
 * Pays made-up days while processes are killed, connections are cut and blocks are taken back, and counts what everybody got. The operator, the store and the
 * chain are the real ones; only the batch jobs hand over what was prepared.
 */
package io.wetoken.settlement.bench.faults;
