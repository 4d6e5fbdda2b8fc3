/** Published media by content id: files that never change, for players and caches. Making them belongs to the media worker. */
package io.wetoken.serving.media;
