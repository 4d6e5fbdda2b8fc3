/**
 * ZooKeeper, one HBase master and one region server in one JVM on local files, for the embedded stack and for tests. Nothing of the platform's own
 * logic lives here, and nobody has this module on a class path: it is started as a process.
 */
package io.wetoken.stack.hbase;
