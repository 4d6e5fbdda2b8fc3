/**
 * The streaming job: its settings, its engine, and the one graph from {@code behaviour.raw} to judged events, archive and live figures. What judges lives in
 * {@code guard}, what folds in {@code live}.
 */
package io.wetoken.flink.stream;
