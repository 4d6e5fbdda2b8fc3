package io.wetoken.serving;

import io.wetoken.behaviour.Settings;
import io.wetoken.serving.api.AccountLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * @param bind the address to listen on; {@code serving.bind}, by default the loopback address
 * @param port {@code serving.port}; 0 takes a free one
 * @param zookeeper {@code hbase.zookeeper}, host:port
 * @param chainUrl {@code chain.url}: the node that the site asks; its path may hold the key of an account there, so nobody is told
 * @param publicChainUrl {@code chain.publicUrl}: the node that browsers ask; by default {@code chain.url} when that is on the loopback address, otherwise
 *     none, and readers ask a node of their own
 * @param collectorUrl {@code serving.collectorUrl}: where browsers send behaviour; by default the first of {@code collectors} when that is on the loopback
 *     address, otherwise none
 * @param signedBehaviour whether collectors ask for tokens; {@code ingest.auth}: {@code jwt}, or {@code off}
 * @param contracts {@code chain.contracts}
 * @param openLookup whether anybody may look up account ids; {@code serving.accountLookup}: {@code open}, or {@code loopback} for this machine only
 * @param maxSubscribers {@code serving.live.maxSubscribers}: open live streams, beyond which callers get 503
 */
public record SiteSettings(
        String bind,
        int port,
        String zookeeper,
        String chainUrl,
        Optional<String> publicChainUrl,
        Optional<String> collectorUrl,
        boolean signedBehaviour,
        Path contracts,
        boolean openLookup,
        int maxSubscribers) {
    /** @throws IllegalArgumentException naming every problem of the file */
    public static SiteSettings of(Settings settings) {
        String chainUrl = settings.text("chain.url");
        String lookup = settings.text("serving.accountLookup", "loopback");
        SiteSettings read = new SiteSettings(
                settings.text("serving.bind", "127.0.0.1"),
                (int) settings.number("serving.port", 8080, 0, 65_535),
                settings.text("hbase.zookeeper"),
                chainUrl,
                settings.optional("chain.publicUrl")
                        .or(() -> Optional.of(chainUrl).filter(SiteSettings::isOnLoopback)),
                settings.optional("serving.collectorUrl")
                        .or(() -> settings.optional("collectors")
                                .map(all -> all.split(",", 2)[0].strip())
                                .filter(SiteSettings::isOnLoopback)),
                settings.text("ingest.auth", "off").equals("jwt"),
                Path.of(settings.text("chain.contracts")),
                lookup.equals("open"),
                (int) settings.number("serving.live.maxSubscribers", 200, 1, 10_000));
        settings.check();
        if (!lookup.equals("open") && !lookup.equals("loopback")) {
            throw new IllegalArgumentException("serving.accountLookup must be loopback or open, is '" + lookup + "'");
        }
        checkNode("chain.url", read.chainUrl());
        read.publicChainUrl().ifPresent(url -> checkNode("chain.publicUrl", url));
        read.collectorUrl().ifPresent(url -> checkNode("serving.collectorUrl", url));
        return read;
    }

    /** Who may look up account ids: by default this machine, when nobody else reaches the site. */
    AccountLookup.Allowed accountLookup() {
        if (openLookup) {
            return AccountLookup.Allowed.EVERYBODY;
        }
        return listensToThisMachineOnly() ? AccountLookup.Allowed.THIS_MACHINE : AccountLookup.Allowed.NOBODY;
    }

    /** What an operator must have noticed: account ids that others may look up. */
    boolean publishesOwners() {
        return openLookup && !listensToThisMachineOnly();
    }

    /** Whether nobody else reaches the site, but over a proxy on this machine. */
    public boolean listensToThisMachineOnly() {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Only what says so itself: a name is not looked up, for another resolver may answer otherwise. */
    private static boolean isOnLoopback(String url) {
        return url.matches("https?://(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\])(?::[0-9]{1,5})?(?:/.*)?");
    }

    /** The public address ends in headers that browsers act on, so nothing but an address passes. The message does not repeat it: it may hold a key. */
    private static void checkNode(String key, String url) {
        if (!url.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/%-]*)?")) {
            throw new IllegalArgumentException(
                    key
                            + " must be an http or https address such as http://127.0.0.1:18545, without user, query and fragment");
        }
    }
}
