package io.wetoken.media.core;

/**
 * A file that was looked at before any tool sees it.
 *
 * @param path absolute
 */
public record Upload(String path, Container container) {
    /** With the protocol, so that no name is taken for an option or for another protocol. */
    public String url() {
        return "file:" + path;
    }
}
