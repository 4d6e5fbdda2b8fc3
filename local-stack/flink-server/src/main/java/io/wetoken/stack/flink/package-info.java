/** Flink's own processes from plain artifacts, set up as {@code config.yaml} says. Nothing of the jobs is here: they are submitted. */
package io.wetoken.stack.flink;
