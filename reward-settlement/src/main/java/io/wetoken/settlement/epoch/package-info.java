/**
 * The epoch's state machine: one class per step, one list of them, each safe to repeat after SIGKILL at any point. The arithmetic is in {@code core}; the
 * chain is asked and written through {@code chain}.
 */
package io.wetoken.settlement.epoch;
