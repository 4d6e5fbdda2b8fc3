/**
 * The whole path, from recorded files to tokens on the chain, held against a second and plainer implementation of what it counts. Nothing here may call the
 * signals, the guard or the reward rule: two computations that share code agree about its mistakes.
 */
package io.wetoken.stack.launcher.endtoend;
