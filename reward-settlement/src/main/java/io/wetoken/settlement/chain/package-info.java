/**
 * What settlement asks of the chain and writes to it, each effect at most once. The chain's answer decides, never a receipt or a note; what is to be paid
 * is decided elsewhere.
 */
package io.wetoken.settlement.chain;
