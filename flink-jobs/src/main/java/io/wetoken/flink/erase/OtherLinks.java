package io.wetoken.flink.erase;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.LinkKeys;
import io.wetoken.behaviour.Settings;
import io.wetoken.behaviour.ShareLink;
import io.wetoken.behaviour.files.Erasure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Share links that name the person. One that counts is signed anew with the other name, for promotion hangs on it; any other never counted, and goes.
 */
final class OtherLinks {
    private final Erasure erasure;
    private final String name;
    private final Optional<Path> publicKey;
    private final Optional<Path> pair;

    /**
     * @param publicKey without it no link ever counted
     * @param pair is read when a link is to be signed
     */
    OtherLinks(Erasure erasure, Optional<Path> publicKey, Optional<Path> pair) {
        this.erasure = erasure;
        this.name = HexFormat.of().formatHex(erasure.account().value().getBytes(StandardCharsets.UTF_8));
        this.publicKey = publicKey;
        this.pair = pair;
    }

    /** As the settings name them: {@code links.publicKey}, and {@code secrets.dir}. */
    static OtherLinks of(Erasure erasure, Settings settings) {
        Optional<Path> secrets = settings.optional("secrets.dir").map(Path::of);
        Optional<Path> publicKey = settings.optional("links.publicKey")
                .map(Path::of)
                .or(() -> secrets.map(directory -> directory.resolve(LinkKeys.PUBLIC_FILE)))
                .filter(Files::exists);
        return new OtherLinks(erasure, publicKey, secrets.map(directory -> directory.resolve(LinkKeys.PAIR_FILE)));
    }

    /** @return the same text where it does not name the person; null where a link is to go */
    String of(String link) throws IOException {
        if (link == null || !names(link)) {
            return link;
        }
        if (publicKey.isEmpty()) {
            return null;
        }
        PublicKey key = LinkKeys.publicKey(Files.readString(publicKey.get()));
        Optional<ShareLink> signed = ShareLink.verify(key, link);
        if (signed.isEmpty()) {
            return null;
        }
        if (pair.isEmpty() || !Files.exists(pair.get())) {
            throw new IOException("a share link that counts names the account, and to sign it anew takes "
                    + LinkKeys.PAIR_FILE + " of the site; copy it to "
                    + pair.map(Path::toString).orElse("secrets.dir, and name that in the settings"));
        }
        ShareLink other = new ShareLink(
                signed.get().content(),
                renamed(signed.get().creator()),
                renamed(signed.get().disseminator()),
                signed.get().issuedAt());
        return other.sign(LinkKeys.privateKey(Files.readAllBytes(pair.get())));
    }

    private AccountId renamed(AccountId account) {
        return account.equals(erasure.account()) ? erasure.pseudonym() : account;
    }

    private boolean names(String link) {
        try {
            return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(link)).contains(name);
        } catch (IllegalArgumentException e) {
            // It is the client's word, and this one is no link.
            return link.contains(erasure.account().value());
        }
    }
}
