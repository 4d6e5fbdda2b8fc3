package io.wetoken.behaviour.served;

import io.wetoken.behaviour.ByteWriter;

/**
 * An item of a feed's page, as it was shown to an account, or as an event claims it was.
 *
 * @param account whom it was shown to
 * @param request of the page
 * @param position in the feed
 */
public record Serving(String account, String content, String request, int position) {
    void write(ByteWriter out) {
        out.text(account).text(content).text(request).number(position);
    }
}
