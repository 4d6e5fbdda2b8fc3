/**
 * The development chain as a server that keeps what it was told: anvil, and the process that saves its state. Nothing here is needed where a real node
 * is.
 */
package io.wetoken.contracts.devchain;
