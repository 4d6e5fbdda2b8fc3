/**
 * The epoch command and what it is wired from. The rule is in {@code core}, the chain behind {@code chain}, the steps of an epoch in {@code epoch}; no
 * arithmetic belongs here.
 */
package io.wetoken.settlement;
