/**
 * The commands of {@code ./we} that concern the embedded stack. No module's work is done here, and no module is on the class path: everything
 * else is started as a process.
 */
package io.wetoken.stack.launcher;
