/**
 * Who is calling: accounts, the signed tokens that speak for them, and the public keys that check those. What an account may do belongs to whoever asks.
 */
package io.wetoken.serving.identity;
