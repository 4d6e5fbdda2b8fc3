/**
 * Where a stack keeps its things, what its settings are and how a module's main is started. Nothing is started here.
 */
package io.wetoken.stack.launcher.setup;
