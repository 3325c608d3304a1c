package io.portallink.api;

import io.portallink.broker.Platforms;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** As an argument, and the first one: a platform in the path that is not known comes before any look at the body. */
final class KnownPlatformResolver implements HandlerMethodArgumentResolver {

    private final Platforms platforms;

    KnownPlatformResolver(Platforms platforms) {
        this.platforms = platforms;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == KnownPlatform.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object variables =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        if (variables instanceof Map<?, ?> map
                && map.get("platform") instanceof String id
                && PlatformId.isWellFormed(id)
                && platforms.find(new PlatformId(id)).isPresent()) {
            return new KnownPlatform(new PlatformId(id));
        }
        throw new ProblemException(
                Problem.PLATFORM_NOT_FOUND,
                "The path names a platform that is not known; there are "
                        + platforms.all().stream()
                                .map(each -> each.id().value())
                                .collect(Collectors.joining(", ")) + ".");
    }
}
