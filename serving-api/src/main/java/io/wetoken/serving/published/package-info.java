/** What is published of epochs, served as it lies in {@code published.dir}. Read only; nothing in here computes or judges anything. */
package io.wetoken.serving.published;
