/** What the jobs compute beside the signals, as pure functions on the JDK and {@code behaviour}. No Hadoop belongs here. */
package io.wetoken.mapreduce.core;
