/** Keys as files of {@code secrets.dir}: made where they are missing, complete or not at all, readable by their owner alone. Nothing here logs a key. */
package io.wetoken.serving.secrets;
