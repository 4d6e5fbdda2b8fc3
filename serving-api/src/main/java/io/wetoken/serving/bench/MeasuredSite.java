package io.wetoken.serving.bench;

import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Settings;
import io.wetoken.contracts.Deployment;
import io.wetoken.serving.Site;
import io.wetoken.serving.SiteSettings;
import io.wetoken.serving.chain.Chain;
import io.wetoken.serving.chain.Web3jChain;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** The site as it is shipped, and beside it {@link FixedPage}. Feeds ask no chain, so there is none. */
final class MeasuredSite {
    private MeasuredSite() {}

    public static void main(String[] args) throws IOException {
        Settings all = Settings.load(Path.of(args[0]));
        SiteSettings settings = SiteSettings.of(all);
        Deployment contracts = noContracts();
        Store store = Stores.hbase(settings.zookeeper());
        Chain chain = new Web3jChain(settings.chainUrl(), new Address(contracts.token()));
        ConfigurableApplicationContext context =
                Site.start(settings, all, contracts, store, chain, List.of(FixedPage.class));
        System.out.println(
                "The site is at http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    private static Deployment noContracts() {
        String none = "0x" + "1".repeat(40);
        return new Deployment(31_337, none, none, none, none, none, none, none, none, none, none, none, Map.of(), 1);
    }
}
