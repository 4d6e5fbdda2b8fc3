/**
 * The JSON API: one controller for each kind of thing, and the records that are its answers. Reading the store and the chain happens behind their ports.
 */
package io.wetoken.serving.api;
