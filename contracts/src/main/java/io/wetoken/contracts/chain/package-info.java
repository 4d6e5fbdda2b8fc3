/**
 * How one key writes to a chain: nonces, fees and the three states a transaction can be in. What is sent, and when, is the caller's; nothing here knows
 * a contract.
 */
package io.wetoken.contracts.chain;
