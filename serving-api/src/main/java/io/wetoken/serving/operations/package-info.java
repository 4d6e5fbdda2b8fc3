/**
 * What operators see and say of epochs, behind a secret of their own. Nothing here decides whether a plan may be paid: a signature is stored, and the chain judges it.
 */
package io.wetoken.serving.operations;
