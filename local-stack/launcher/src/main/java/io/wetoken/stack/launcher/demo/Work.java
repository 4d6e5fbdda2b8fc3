package io.wetoken.stack.launcher.demo;

import io.wetoken.stack.launcher.setup.StackException;

/** A step that may fail as the story may. */
@FunctionalInterface
interface Work<T> {
    T run() throws StackException, InterruptedException;
}
