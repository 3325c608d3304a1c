import client.ApiClient;
import client.ApiException;
import client.api.MerchantsApi;
import client.api.PortalLinksApi;
import client.model.Account;
import client.model.AccountRegistration;
import client.model.AccountValue;
import client.model.ImportResult;
import client.model.OpenPortal;
import client.model.Page;
import client.model.PortalLinkDetail;
import client.model.PortalLinkOrDryRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/** What an integrator does with the generated client; compiled together with it by GeneratedClientIT. */
public final class ClientWalk {

    private ClientWalk() {}

    public static Map<String, String> walk(String base, String key)
            throws ApiException, IOException, InterruptedException {
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

        ImportResult imported = merchants.importMerchants(
                "merchant_id,platform,account\nm_client_1,easypost,user_1\nm_client_2,shipengine,1234567\n", null);
        seen.put("imported", imported.getAccepted() + " " + imported.getRefused());

        PortalLinkOrDryRun link =
                links.openPortal(new OpenPortal().merchantId("m_easypost").page(Page.BILLING), null, "client-walk-1");
        seen.put("id", link.getId());
        seen.put("url", link.getUrl().toString());
        seen.put("warnings", link.getWarnings().toString());

        seen.put("before", links.getPortalLink(link.getId(), null).getStatus().getValue());

        HttpResponse<String> redirect = follow(link.getUrl());
        seen.put("followed", String.valueOf(redirect.statusCode()));
        seen.put("portal", redirect.headers().firstValue("Location").orElse("none"));

        PortalLinkDetail read = links.getPortalLink(link.getId(), null);
        seen.put("read", read.getId());
        seen.put("after", read.getStatus().getValue());
        seen.put("events", read.getEvents().stream().map(event -> event.getType().getValue()).toList().toString());

        seen.put("known", String.valueOf(known(merchants, "m_easypost", "easypost")));
        seen.put("untold", String.valueOf(known(merchants, "m_shipengine", "shipengine")));

        try {
            links.getPortalLink("plk_00000000000000000000000000000000", null);
        } catch (ApiException refused) {
            String code = refused.getResponseBody().replaceAll("(?s).*\"code\":\"([a-z-]+)\".*", "$1");
            String type = refused.getResponseHeaders().firstValue("Content-Type").orElse("none");
            seen.put("refused", refused.getCode() + " " + type + " " + code);
        }
        return seen;
    }

    /** Whether the platform still knows the account: {@code null} where it can't tell. */
    private static Boolean known(MerchantsApi merchants, String merchant, String platform) throws ApiException {
        return merchants.getAccountStatus(merchant, platform, null).getKnown();
    }

    /** What the merchant's browser does with the link on the integrator's page, up to the redirect. */
    private static HttpResponse<String> follow(URI url) throws IOException, InterruptedException {
        HttpRequest navigation = HttpRequest.newBuilder(url)
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", "document")
                .header("Sec-Fetch-Site", "cross-site")
                .build();
        return HttpClient.newHttpClient().send(navigation, HttpResponse.BodyHandlers.ofString());
    }
}
