package io.portallink.web;

import java.time.Duration;
import java.util.concurrent.Executor;
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
final class RequestsAtOnce implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    /**
     * Bytes of heap for each request at once. It takes some 100 KiB: Tomcat's buffers (50 KiB, headers up to 18 KiB among
     * them), its thread's stack, the platform call. So all of them take about a third of the heap, and leave room for the
     * connections that wait, for the pools and the caches, and for a collector that is not always at work.
     */
    private static final long HEAP_FOR_EACH = 400 * 1024;

    private static final Duration IDLE = Duration.ofSeconds(1);

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        int limit = Math.toIntExact(
                Math.min(Integer.MAX_VALUE, Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_FOR_EACH)));
        factory.addProtocolHandlerCustomizers((ProtocolHandler handler) -> handler.setExecutor(executor(limit)));
    }

    /** Runs each task in a virtual thread; as many at once, and the others in order. */
    static Executor executor(int limit) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                limit,
                limit,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofVirtual().name("request-", 0).factory());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
