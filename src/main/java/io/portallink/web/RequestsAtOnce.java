package io.portallink.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * As many requests at once as the heap has room for; further ones wait their turn in their connections, where each takes a
 * few KiB. Without a limit ten thousand launches of a slow platform would fill a heap of 512 MiB, and a broker that runs out
 * of memory ends. Each request has a virtual thread, as without the limit. Management has its own port and no limit: the
 * liveness of a busy broker does not wait.
 */
final class RequestsAtOnce implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, MeterBinder {

    /**
     * Bytes of heap for each request at once. It takes some 100 KiB: Tomcat's buffers (50 KiB, headers up to 18 KiB among
     * them), its thread's stack, the platform call. So all of them take about a quarter of the heap, and leave room for the
     * connections that wait, for the pools and the caches, and for a collector that is not always at work.
     */
    private static final long HEAP_FOR_EACH = 400 * 1024;

    private final ThreadPoolExecutor executor = executor(Math.toIntExact(
            Math.min(Integer.MAX_VALUE, Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_FOR_EACH))));

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addProtocolHandlerCustomizers((ProtocolHandler handler) -> handler.setExecutor(executor));
    }

    /** {@code executor_queued_tasks} is how many wait. */
    @Override
    public void bindTo(MeterRegistry registry) {
        new ExecutorServiceMetrics(executor, "requests", Tags.empty()).bindTo(registry);
    }

    /**
     * Runs each task in a virtual thread; as many at once, and the others in order. A thread without a task ends at once: a
     * new one costs less than what an idle one keeps.
     */
    static ThreadPoolExecutor executor(int limit) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                limit,
                limit,
                1,
                TimeUnit.NANOSECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofVirtual().name("request-", 0).factory());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
