/**
 * One class for each process of the embedded stack: how it is started, what it needs first and when it is ready. The list of them is {@link
 * io.wetoken.stack.launcher.server.Servers}; how processes are run and watched does not belong here.
 */
package io.wetoken.stack.launcher.server;
