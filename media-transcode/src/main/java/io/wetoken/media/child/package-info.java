/** The bundled ffmpeg and ffprobe as child processes within limits. What they are asked to do is decided elsewhere. */
package io.wetoken.media.child;
