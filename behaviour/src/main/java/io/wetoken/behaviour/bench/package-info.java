/** What every benchmark says, whichever module it measures. */
package io.wetoken.behaviour.bench;
