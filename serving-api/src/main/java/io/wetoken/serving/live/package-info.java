/**
 * The figures of the newest day and the stream of their changes: one reader of the store for all who watch. The figures themselves are computed
 * elsewhere.
 */
package io.wetoken.serving.live;
