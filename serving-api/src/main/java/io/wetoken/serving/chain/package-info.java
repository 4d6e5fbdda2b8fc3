/**
 * What the site asks the chain itself: balances, over web3j. Nothing here signs or sends.
 */
package io.wetoken.serving.chain;
