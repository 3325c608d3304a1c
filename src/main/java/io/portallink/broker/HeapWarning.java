package io.portallink.broker;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log when little of the heap is free right after a collection: the last words before a process that runs out of
 * memory. The JVM says so when the bound is crossed, not at each collection beyond it.
 */
final class HeapWarning implements NotificationListener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HeapWarning.class);

    /** As in the alert PortalHeapFull. */
    private static final double BOUND = 0.9;

    HeapWarning() {
        longLived()
                .forEach(pool -> pool.setCollectionUsageThreshold(
                        (long) (BOUND * pool.getUsage().getMax())));
        emitter().addNotificationListener(this, null, null);
    }

    /** Where objects end up that stay; a nursery is full before each collection and empty after it. */
    static List<MemoryPoolMXBean> longLived() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(MemoryPoolMXBean::isUsageThresholdSupported)
                .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
                .filter(pool -> pool.getUsage().getMax() > 0)
                .toList();
    }

    @Override
    public void handleNotification(Notification notification, @Nullable Object ignored) {
        if (notification.getType().equals(MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED)) {
            log.atWarn()
                    .addKeyValue("event", "heap_nearly_full")
                    .log("more than nine tenths of the heap are in use after a collection");
        }
    }

    @Override
    public void close() throws ListenerNotFoundException {
        emitter().removeNotificationListener(this);
    }

    private static NotificationEmitter emitter() {
        return (NotificationEmitter) ManagementFactory.getMemoryMXBean();
    }
}
