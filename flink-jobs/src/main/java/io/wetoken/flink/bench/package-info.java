/** The streaming job under load: what it does a second beside a job that only counts, and what it remembers. Nothing of the job itself depends on this. */
package io.wetoken.flink.bench;
