/**
 * Real servers for the integration tests of every module, each a child process with its own class path, on free ports and in a directory of its own.
 * No assertions, fakes or knowledge of the platform's tables and topics live here.
 */
package io.wetoken.stack.testing;
