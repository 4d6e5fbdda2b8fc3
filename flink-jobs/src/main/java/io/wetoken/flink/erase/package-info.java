/**
 * Erases a person from the closed days of the archive: the person's events stay, under names that nobody can trace. Nothing here decides who is erased, and nothing
 * but the archive is touched.
 */
package io.wetoken.flink.erase;
