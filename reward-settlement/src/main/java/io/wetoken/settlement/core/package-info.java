/**
 * The reward rule: one input bundle in, one plan out, in integers only. No engine, file, clock or chance belongs here, so that the same bundle gives
 * the same bytes on any machine.
 */
package io.wetoken.settlement.core;
