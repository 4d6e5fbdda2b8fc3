/** Benchmarks that need servers: these are started for them, and stopped after. What is measured, and how, stands in the module that is measured. */
package io.wetoken.stack.launcher.bench;
