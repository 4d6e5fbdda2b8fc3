/** {@code bench feed} and {@code bench shown}: a made-up community in the store and in a model's file, the site in a process of its own, and those who ask it for pages, or publish. */
package io.wetoken.serving.bench;
