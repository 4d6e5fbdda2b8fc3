package io.wetoken.serving;

import io.wetoken.behaviour.Settings;
import java.nio.file.Path;

/**
 * @param bind the address to listen on; {@code serving.bind}, by default the loopback address
 * @param port {@code serving.port}; 0 takes a free one
 * @param zookeeper {@code hbase.zookeeper}, host:port
 * @param chainUrl {@code chain.url}: the node that the site asks
 * @param publicChainUrl {@code chain.publicUrl}: the node that browsers ask, by default the same
 * @param contracts {@code chain.contracts}
 * @param maxSubscribers {@code serving.live.maxSubscribers}: open live streams, beyond which callers get 503
 */
public record SiteSettings(
        String bind,
        int port,
        String zookeeper,
        String chainUrl,
        String publicChainUrl,
        Path contracts,
        int maxSubscribers) {
    /** @throws IllegalArgumentException naming every problem of the file */
    public static SiteSettings of(Settings settings) {
        String chainUrl = settings.text("chain.url");
        SiteSettings read = new SiteSettings(
                settings.text("serving.bind", "127.0.0.1"),
                (int) settings.number("serving.port", 8080, 0, 65_535),
                settings.text("hbase.zookeeper"),
                chainUrl,
                settings.text("chain.publicUrl", chainUrl),
                Path.of(settings.text("chain.contracts")),
                (int) settings.number("serving.live.maxSubscribers", 200, 1, 10_000));
        settings.check();
        checkNode("chain.url", read.chainUrl());
        checkNode("chain.publicUrl", read.publicChainUrl());
        return read;
    }

    /** Both addresses of the node end in headers that browsers act on, so nothing but an address passes. */
    private static void checkNode(String key, String url) {
        if (!url.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/%-]*)?")) {
            throw new IllegalArgumentException(
                    key + " must be an http or https address such as http://127.0.0.1:18545, is '" + url + "'");
        }
    }
}
