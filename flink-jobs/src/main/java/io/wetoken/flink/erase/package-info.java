/**
 * Erases a person from the closed days of the archive: the person's events stay, under names that nobody can trace. What sites logged of the person
 * is marked to be left out. Nothing here decides who is erased, and nothing else is touched.
 */
package io.wetoken.flink.erase;
