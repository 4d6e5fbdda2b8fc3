/**
 * Starts the processes of a stack in the order of their needs, watches them, and stops all of them, also those that a killed predecessor left behind.
 * What the processes are is none of its business.
 */
package io.wetoken.stack.launcher.supervise;
