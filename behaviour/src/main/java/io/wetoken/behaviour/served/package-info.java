/**
 * The tokens that prove what a feed served to whom: made by the site, checked by the stream. JDK alone; no files but the keys, no clock, and no state: whether a
 * token was redeemed before is the guard's to remember.
 */
package io.wetoken.behaviour.served;
