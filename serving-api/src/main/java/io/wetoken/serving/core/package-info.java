/**
 * What a page or an answer is computed from, as pure functions of values: the limits of the input, and the layout of a chunk. No web server, no chain
 * client, no clock.
 */
package io.wetoken.serving.core;
