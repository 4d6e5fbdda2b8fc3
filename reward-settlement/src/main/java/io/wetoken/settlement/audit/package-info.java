/**
 * The audit: everything that was paid, computed again from the archive and compared with the chain. It changes nothing, neither in the store nor on the
 * chain nor in the epoch's files.
 */
package io.wetoken.settlement.audit;
