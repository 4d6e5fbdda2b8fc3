/** What can be played, as callers see it. Which of it is shown to whom belongs to {@code feed}. */
package io.wetoken.serving.clip;
