/** What live figures keep, without the engine: states that are added to and merged. No store, no clock. */
package io.wetoken.flink.live.core;
