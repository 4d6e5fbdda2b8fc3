/**
 * One Kafka broker and controller in one JVM, for the embedded stack and for tests. Nothing of the platform's own logic lives here, and nobody has
 * this module on a class path: it is started as a process.
 */
package io.wetoken.stack.kafka;
