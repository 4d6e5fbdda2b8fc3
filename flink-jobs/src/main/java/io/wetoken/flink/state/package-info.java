/**
 * How the states of rules and signals are kept by Flink: by name and by their own bytes, so that they outlive releases. Nothing here knows what a state
 * means.
 */
package io.wetoken.flink.state;
