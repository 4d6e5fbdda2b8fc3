/**
 * Closes an epoch of the archive by counting, and names its files in a manifest that is written once. Judging and folding do not belong here; nor does
 * any use of Flink, so that closing starts quickly.
 */
package io.wetoken.flink.archive;
