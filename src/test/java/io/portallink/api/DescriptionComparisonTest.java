package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.idempotency.IdempotencyKey;
import io.portallink.link.EventType;
import io.portallink.link.LinkId;
import io.portallink.link.LinkMode;
import io.portallink.link.LinkStatus;
import io.portallink.portal.FieldError;
import io.portallink.portal.InvalidRequest;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Page;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Preview;
import io.portallink.portal.Problem;
import io.portallink.portal.Warning;
import io.portallink.testkit.ApiDocument;
import io.portallink.testkit.BrokerTest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import tools.jackson.databind.node.JsonNodeFactory;

/** Compares {@code openapi.yaml} with the code: operations, fields, words. What is answered is compared by every test. */
@BrokerTest
class DescriptionComparisonTest {

    private static final JsonNode ROOT = ApiDocument.INSTANCE.root();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** Mappings that are there for the order of problems, and answer nothing but 405; and what OPTIONS is told for them. */
    private static final Set<String> NO_OPERATIONS = Set.of(
            "MerchantsController.other",
            "MerchantsController.options",
            "AccountStatusController.other",
            "AccountStatusController.options");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void operationsWhenMappedThenDescribedAndTheOtherWayRound() {
        assertThat(described()).isEqualTo(mapped());
    }

    private static Set<String> described() {
        Set<String> operations = new TreeSet<>();
        ROOT.path("paths")
                .forEachEntry((path, item) -> item.propertyNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> operations.add(operation(method, path))));
        return operations;
    }

    private Set<String> mapped() {
        Set<String> operations = new TreeSet<>();
        forEachOperation((operation, ignored) -> operations.add(operation));
        return operations;
    }

    private void forEachOperation(BiConsumer<String, HandlerMethod> action) {
        mappings.getHandlerMethods().forEach((info, handler) -> {
            Method method = handler.getMethod();
            String name = handler.getBeanType().getSimpleName() + "." + method.getName();
            for (String path : info.getPatternValues()) {
                if ((path.startsWith("/v1/") || path.equals("/openapi.yaml")) && !NO_OPERATIONS.contains(name)) {
                    info.getMethodsCondition()
                            .getMethods()
                            .forEach(verb -> action.accept(operation(verb.name(), path), handler));
                }
            }
        });
    }

    /** Whatever a path's variables are called. */
    private static String operation(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{\\w+}", "{}");
    }

    @Test
    void parametersWhenACallTakesThemThenDescribedAndTheOtherWayRound() {
        Map<String, Set<String>> described = new TreeMap<>();
        ROOT.path("paths")
                .forEachEntry((path, item) -> item.propertyNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> described.put(operation(method, path), query(item.path(method)))));
        Map<String, Set<String>> declared = new TreeMap<>();
        forEachOperation(
                (operation, handler) -> declared.put(operation, new TreeSet<>(QueryParameters.declared(handler))));

        assertThat(described).isEqualTo(declared);
    }

    @Test
    void limitWhenAListTakesItThenDescribedWithItsLimits() {
        JsonNode limit = ROOT.at("/components/parameters/Limit/schema");

        assertThat(limit.path("minimum").asInt(0)).isEqualTo(1);
        assertThat(limit.path("maximum").asInt(0)).isEqualTo(Paging.MAX_LIMIT);
        assertThat(limit.path("default").asInt(0)).isEqualTo(Paging.DEFAULT_LIMIT);
    }

    @Test
    void lifeWhenATicketMayHaveItThenDescribedWithItsLimits() {
        JsonNode seconds = ROOT.at("/components/schemas/OpenPortal/properties/expires_in");

        assertThat(seconds.path("minimum").asInt(0)).isEqualTo(OpenPortalReader.SHORTEST);
        assertThat(seconds.path("maximum").asInt(0)).isEqualTo(OpenPortalReader.LONGEST);
    }

    private static Set<String> query(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = ApiDocument.INSTANCE.resolved(reference);
            if (parameter.path("in").asString("").equals("query")) {
                names.add(parameter.path("name").asString(""));
            }
        }
        return names;
    }

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("OpenPortal", OpenPortalBody.class),
                Arguments.of("Revocation", PortalLinksController.RevokeBody.class),
                Arguments.of("AccountRegistration", MerchantsController.AccountBody.class),
                Arguments.of("ImportEntry", ImportEntry.class),
                Arguments.of("PortalLink", PortalLinkView.class),
                Arguments.of("Warning", PortalLinkView.WarningView.class),
                Arguments.of("Event", LinkDetailView.EventView.class),
                Arguments.of("PortalLinkList", PortalLinksController.LinkList.class),
                Arguments.of("Route", DryRunView.RouteView.class),
                Arguments.of("PlatformRequest", Preview.class),
                Arguments.of("Platform", PlatformsController.PlatformView.class),
                Arguments.of("PlatformList", PlatformsController.PlatformList.class),
                Arguments.of("Account", AccountView.class),
                Arguments.of("Merchant", MerchantsController.MerchantView.class),
                Arguments.of("MerchantList", MerchantsController.MerchantList.class),
                Arguments.of("AccountStatus", AccountStatusController.AccountStatusView.class),
                Arguments.of("ImportResult", ImportView.class),
                Arguments.of("LineError", ImportView.LineError.class),
                Arguments.of("FieldError", FieldError.class));
    }

    @ParameterizedTest
    @MethodSource("records")
    void fieldsWhenInARecordThenInItsSchemaAndTheOtherWayRound(String schema, Class<?> type) {
        assertThat(properties(schema)).isEqualTo(properties(type));
    }

    @Test
    void fieldsWhenALinkIsReadBackThenAllButItsUrl() {
        Set<String> fields = properties(LinkDetailView.class);
        fields.remove("url"); // never there, since no read has one
        assertThat(properties("PortalLinkDetail")).isEqualTo(fields);
    }

    @Test
    void fieldsWhenALinkOrADryRunThenThoseOfBoth() {
        Set<String> fields = properties(PortalLinkView.class);
        fields.addAll(properties(DryRunView.class));
        assertThat(properties("PortalLinkOrDryRun")).isEqualTo(fields);
    }

    private static Set<String> properties(String schema) {
        return new TreeSet<>(
                ROOT.at("/components/schemas/" + schema + "/properties").propertyNames());
    }

    /** By the names that Jackson gives them, with the application's settings. */
    private static Set<String> properties(Class<?> type) {
        Set<String> names = new TreeSet<>();
        ApiJson.MAPPER.writer().acceptJsonFormatVisitor(type, new JsonFormatVisitorWrapper.Base() {
            @Override
            public JsonObjectFormatVisitor expectObjectFormat(JavaType ignored) {
                return new JsonObjectFormatVisitor.Base(getContext()) {
                    @Override
                    public void property(BeanProperty property) {
                        names.add(property.getName());
                    }

                    @Override
                    public void optionalProperty(BeanProperty property) {
                        names.add(property.getName());
                    }
                };
            }
        });
        return names;
    }

    static Stream<Arguments> words() {
        return Stream.of(
                words("Page", Page.values(), Page::wire),
                words("Mode", LinkMode.values(), LinkMode::wire),
                words("LinkStatus", LinkStatus.values(), LinkStatus::wire),
                words("ProblemCode", Problem.values(), Problem::code),
                words("Warning/properties/code", Warning.values(), Warning::code),
                words("Event/properties/type", EventType.values(), EventType::wire));
    }

    private static <T> Arguments words(String schema, T[] values, Function<T, String> word) {
        return Arguments.of(schema, Arrays.stream(values).map(word).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("words")
    void wordsWhenInTheCodeThenInTheirSchemaAndTheOtherWayRound(String schema, Set<String> words) {
        assertThat(texts(ROOT.at("/components/schemas/" + schema + "/enum")))
                .containsExactlyInAnyOrderElementsOf(words);
    }

    private static Collection<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.stringValue()));
        return texts;
    }

    static Stream<Arguments> forms() {
        String key = "/paths/~1v1~1portal-links/post/parameters/1/schema";
        String schemas = "/components/schemas/";
        return Stream.of(
                form(key, IdempotencyKey::isWellFormed),
                form(schemas + "Theme", theme -> new Fields().theme(theme) != null),
                form(schemas + "AccountValue", DescriptionComparisonTest::isAccount),
                form(schemas + "Revocation/properties/reason", DescriptionComparisonTest::isReason),
                text(schemas + "OpenPortal/properties/state", OpenPortalReader.MAX_STATE),
                text(schemas + "OpenPortal/properties/return_url", OpenPortalReader.MAX_URL),
                text(schemas + "OpenPortal/properties/refresh_url", OpenPortalReader.MAX_URL),
                form(schemas + "MerchantId", MerchantId::isWellFormed),
                form(schemas + "PlatformId", PlatformId::isWellFormed),
                form(schemas + "LinkId", LinkId::isWellFormed));
    }

    private static Arguments form(String schema, Predicate<String> taken) {
        return Arguments.of(schema, taken);
    }

    private static Arguments text(String schema, int most) {
        return form(schema, text -> new Fields().text("any", text, most) != null);
    }

    private static boolean isAccount(String value) {
        return new Fields().account(JsonNodeFactory.instance.stringNode(value)) != null;
    }

    private static boolean isReason(String value) {
        Fields fields = new Fields();
        PortalLinksController.reason(fields, new PortalLinksController.RevokeBody(value));
        try {
            fields.throwIfWrong();
            return true;
        } catch (InvalidRequest ignored) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void textWhenTakenThenOfTheDescribedFormAndTheOtherWayRound(String schema, Predicate<String> taken) {
        for (String text : List.of(
                "", " ", "   ", " a", "a b", "a", "a\tb", "a\u007f", "\u00e4", "\u0085", "m_1", "a-b", "A", "1")) {
            assertForm(schema, taken, text);
        }
        for (int length : List.of(31, 32, 33, 127, 128, 129, 255, 256, 512, 513, 600, 2048, 2049)) {
            assertForm(schema, taken, "a".repeat(length));
            assertForm(schema, taken, " ".repeat(length));
        }
        assertForm(schema, taken, "plk_" + "0".repeat(32));
    }

    private static void assertForm(String schema, Predicate<String> taken, String text) {
        JsonNode value = JsonNodeFactory.instance.stringNode(text);
        assertThat(ApiDocument.INSTANCE.errors(ROOT.at(schema), value).isEmpty())
                .as("%s: \"%s\" is described", schema, text)
                .isEqualTo(taken.test(text));
    }

    @Test
    void exampleWhenInTheDocumentThenAsItsSchemaSays() {
        Map<String, List<String>> wrong = ApiDocument.INSTANCE.wrongExamples();
        assertThat(wrong).isEmpty();
    }
}
