/** How our one child process compares with a plain ffmpeg command for the same ladder, in processor time and in what people see. */
package io.wetoken.media.bench;
