package io.portallink;

import io.portallink.portal.Spelling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;

/**
 * Every name below a prefix that some properties type asks for, learnt by binding each once, before there is a bean. A
 * connector's own type claims its block by being there, so a further platform needs nothing here.
 */
final class KnownSettings {

    private final Set<ConfigurationPropertyName> effective;
    private final Set<ConfigurationPropertyName> names;

    private KnownSettings(Set<ConfigurationPropertyName> effective, Set<ConfigurationPropertyName> names) {
        this.effective = effective;
        this.names = names;
    }

    /** Each source by itself, too: a list is taken from one source, and what others have of it is hidden but well known. */
    static KnownSettings below(
            ConfigurationPropertyName root,
            ConfigurableListableBeanFactory beans,
            List<ConfigurationPropertySource> sources) {
        Map<Class<?>, ConfigurationPropertyName> types = types(root, beans);
        KnownSettings known = new KnownSettings(new HashSet<>(), new HashSet<>());
        known.bind(types, sources, known.effective);
        sources.stream()
                .filter(source -> source.containsDescendantOf(root) != ConfigurationPropertyState.ABSENT)
                .forEach(source -> known.bind(types, List.of(source), new HashSet<>()));
        return known;
    }

    private void bind(
            Map<Class<?>, ConfigurationPropertyName> types,
            List<ConfigurationPropertySource> sources,
            Set<ConfigurationPropertyName> found) {
        Binder binder = new Binder(sources);
        types.forEach((type, prefix) -> {
            List<ConfigurationPropertyName> others =
                    types.values().stream().filter(prefix::isAncestorOf).toList();
            binder.bind(prefix, Bindable.of(type), new Collector(others, names, found));
        });
    }

    private static Map<Class<?>, ConfigurationPropertyName> types(
            ConfigurationPropertyName root, ConfigurableListableBeanFactory beans) {
        Map<Class<?>, ConfigurationPropertyName> types = new HashMap<>();
        for (String bean : beans.getBeanDefinitionNames()) {
            ConfigurationProperties found = beans.findAnnotationOnBean(bean, ConfigurationProperties.class, false);
            if (found != null) {
                ConfigurationPropertyName prefix = ConfigurationPropertyName.of(found.prefix());
                if (covers(root, prefix)) {
                    types.put(Objects.requireNonNull(beans.getType(bean, false)), prefix);
                }
            }
        }
        return types;
    }

    private static boolean covers(ConfigurationPropertyName block, ConfigurationPropertyName name) {
        return block.equals(name) || block.isAncestorOf(name);
    }

    Set<ConfigurationPropertyName> names() {
        return names;
    }

    /** Those that the broker will read, in the order of their names. */
    Stream<ConfigurationPropertyName> effective() {
        return effective.stream().sorted();
    }

    boolean contains(ConfigurationPropertyName name) {
        return names.contains(name);
    }

    /** The shortest beginning of an unknown name that nothing asks for. */
    ConfigurationPropertyName unknownPart(ConfigurationPropertyName name) {
        return name.chop(knownDepth(name) + 1);
    }

    /** What may have been meant by an unknown name: the nearest one in its place, or else anywhere, or all in its place. */
    String instead(ConfigurationPropertyName name) {
        int depth = knownDepth(name);
        if (name.isNumericIndex(depth)) {
            return "a list begins with [0] and has no gaps";
        }
        String unknown = name.getElement(depth, Form.DASHED);
        ConfigurationPropertyName block = name.chop(depth);
        Set<String> here = new TreeSet<>();
        Map<String, String> elsewhere = new TreeMap<>();
        for (ConfigurationPropertyName known : names) {
            if (block.isAncestorOf(known)) {
                here.add(known.getElement(depth, Form.DASHED));
            }
            elsewhere.put(known.getLastElement(Form.DASHED), known.toString());
        }
        return Spelling.nearest(unknown, here)
                .or(() -> Spelling.nearest(unknown, elsewhere.keySet()).map(elsewhere::get))
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("there are " + here);
    }

    private int knownDepth(ConfigurationPropertyName name) {
        int depth = name.getNumberOfElements() - 1;
        while (!isKnownBlock(name.chop(depth))) {
            depth--;
        }
        return depth;
    }

    private boolean isKnownBlock(ConfigurationPropertyName name) {
        return names.stream().anyMatch(known -> covers(name, known));
    }

    /** Notes each name that a type asks for, and each that has a value; leaves the blocks of other types to them. */
    private static final class Collector extends AbstractBindHandler {

        private final List<ConfigurationPropertyName> others;
        private final Set<ConfigurationPropertyName> asked;
        private final Set<ConfigurationPropertyName> found;

        Collector(
                List<ConfigurationPropertyName> others,
                Set<ConfigurationPropertyName> asked,
                Set<ConfigurationPropertyName> found) {
            this.others = others;
            this.asked = asked;
            this.found = found;
        }

        @Override
        public <T> @Nullable Bindable<T> onStart(
                ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
            if (others.stream().anyMatch(other -> covers(other, name))) {
                return null;
            }
            asked.add(name);
            return target;
        }

        @Override
        public Object onSuccess(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
            found.add(name);
            return result;
        }

        /** A value of the wrong form is told when the type is bound in earnest. */
        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
            found.add(name);
            return null;
        }
    }
}
