/** What is decided about a clip from plain values: whether it is taken, its ladder, the playlists, the content ids. No process, no clock, no engine. */
package io.wetoken.media.core;
