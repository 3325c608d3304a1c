import client.ApiClient;
import client.ApiException;
import client.api.MerchantsApi;
import client.api.PortalLinksApi;
import client.model.Account;
import client.model.AccountRegistration;
import client.model.AccountValue;
import client.model.OpenPortal;
import client.model.Page;
import client.model.PortalLinkDetail;
import client.model.PortalLinkOrDryRun;
import java.util.Map;
import java.util.TreeMap;

/** What an integrator does with the generated client; compiled together with it by GeneratedClientIT. */
public final class ClientWalk {

    private ClientWalk() {}

    public static Map<String, String> walk(String base, String key) throws ApiException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(base);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
        MerchantsApi merchants = new MerchantsApi(client);
        PortalLinksApi links = new PortalLinksApi(client);
        Map<String, String> seen = new TreeMap<>();

        Account account = merchants.putAccount(
                "m_client",
                "easypost",
                new AccountRegistration().account(new AccountValue("user_client0123456789abcdef01234567")),
                null);
        seen.put("account", account.getAccount());

        PortalLinkOrDryRun link =
                links.openPortal(new OpenPortal().merchantId("m_client").page(Page.BILLING), null, "client-walk-1");
        seen.put("id", link.getId());
        seen.put("url", link.getUrl().toString());
        seen.put("warnings", link.getWarnings().toString());

        PortalLinkDetail read = links.getPortalLink(link.getId(), null);
        seen.put("read", read.getId());
        seen.put("status", read.getStatus().getValue());
        seen.put("events", read.getEvents().stream().map(event -> event.getType().getValue()).toList().toString());

        try {
            links.getPortalLink("plk_00000000000000000000000000000000", null);
        } catch (ApiException refused) {
            String code = refused.getResponseBody().replaceAll("(?s).*\"code\":\"([a-z-]+)\".*", "$1");
            String type = refused.getResponseHeaders().firstValue("Content-Type").orElse("none");
            seen.put("refused", refused.getCode() + " " + type + " " + code);
        }
        return seen;
    }
}
