package io.wetoken.serving.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pages: one layout around one fragment each, put together once. They hold no data; each loads the module of its name, which asks the JSON API.
 */
@Hidden
@RestController
public class Pages {
    private final String layout = resource("layout");
    private final String watch = page("watch", "Watch");
    private final String create = page("create", "Your space");
    private final String people = page("people", "A space");
    private final String hidden = page("hidden", "What you do not see");
    private final String live = page("live", "Live figures");
    private final String epochs = page("epochs", "Epochs");
    private final String epoch = page("epoch", "Epoch");
    private final String proof = page("proof", "Proof of a payout");
    private final String check = page("check", "Check a day");
    private final String wallet = page("wallet", "Wallet");
    private final String operations = page("operations", "Operations");
    private final String missing = page("missing", "No such page");

    @GetMapping(
            path = {"/", "/c/{content}"},
            produces = MediaType.TEXT_HTML_VALUE)
    public String watch() {
        return watch;
    }

    @GetMapping(path = "/create", produces = MediaType.TEXT_HTML_VALUE)
    public String create() {
        return create;
    }

    @GetMapping(path = "/people/{account}", produces = MediaType.TEXT_HTML_VALUE)
    public String people() {
        return people;
    }

    @GetMapping(path = "/hidden", produces = MediaType.TEXT_HTML_VALUE)
    public String hidden() {
        return hidden;
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_HTML_VALUE)
    public String live() {
        return live;
    }

    @GetMapping(path = "/epochs", produces = MediaType.TEXT_HTML_VALUE)
    public String epochs() {
        return epochs;
    }

    @GetMapping(path = "/epochs/{date}", produces = MediaType.TEXT_HTML_VALUE)
    public String epoch() {
        return epoch;
    }

    @GetMapping(path = "/epochs/{date}/proofs/{address}", produces = MediaType.TEXT_HTML_VALUE)
    public String proof() {
        return proof;
    }

    @GetMapping(path = Headers.CHECK, produces = MediaType.TEXT_HTML_VALUE)
    public String check() {
        return check;
    }

    @GetMapping(
            path = {"/wallets", "/wallets/{account}"},
            produces = MediaType.TEXT_HTML_VALUE)
    public String wallet() {
        return wallet;
    }

    /** Only where there are operators, which is not decided here. */
    public String operations() {
        return operations;
    }

    String missing() {
        return missing;
    }

    private String page(String name, String title) {
        return layout.replace("@TITLE@", title).replace("@MODULE@", name).replace("@MAIN@", resource(name));
    }

    private static String resource(String name) {
        String path = "/pages/" + name + ".html";
        try (InputStream in = Pages.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The page " + path + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
