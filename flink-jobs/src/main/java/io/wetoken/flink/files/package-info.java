/** The archive's files: the file system that they are on, and the rows that are in them. What the rows mean does not belong here. */
package io.wetoken.flink.files;
