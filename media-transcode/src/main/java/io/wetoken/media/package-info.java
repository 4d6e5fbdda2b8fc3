/**
 * From one uploaded file to what a player reads: the commands, and the steps of a job. What can be computed without a child process is in {@code core};
 * nothing here knows of feeds, people or pages.
 */
package io.wetoken.media;
