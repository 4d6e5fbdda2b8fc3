/**
 * The tree over an epoch's payouts, exactly as the reward pool verifies it: chunks, leaves, roots and proofs, from bytes to bytes. Nothing here talks to
 * a chain, reads a file, or decides who is paid.
 */
package io.wetoken.contracts.merkle;
