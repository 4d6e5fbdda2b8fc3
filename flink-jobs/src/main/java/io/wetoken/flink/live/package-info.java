/**
 * Live figures: judged events folded by the signals of {@code behaviour} and put into the store within a second. Everything here is put again after a
 * failure, so only whole values are written, never increments.
 */
package io.wetoken.flink.live;
