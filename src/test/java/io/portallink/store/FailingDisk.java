package io.portallink.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** H2's file system under {@code jdbc:h2:failing:}, whose writes fail when told so. */
public final class FailingDisk extends FilePathWrapper {

    static {
        FilePath.register(new FailingDisk());
    }

    private static final AtomicInteger failures = new AtomicInteger();
    private static volatile CountDownLatch hanging = new CountDownLatch(0);
    private static volatile CountDownLatch going = new CountDownLatch(0);

    /** For H2, which makes one for each path. */
    public FailingDisk() {}

    static String url(Object path) {
        return "jdbc:h2:failing:" + path;
    }

    /** The next writes fail. */
    static void fail(int writes) {
        failures.set(writes);
    }

    static void failAlways() {
        fail(Integer.MAX_VALUE);
    }

    static void heal() {
        fail(0);
        going.countDown();
    }

    /** The next write hangs until {@link #goOn}, and then fails. */
    static void hang() {
        hanging = new CountDownLatch(1);
        going = new CountDownLatch(1);
        fail(1);
    }

    static void awaitHanging() throws InterruptedException {
        hanging.await();
    }

    static void goOn() {
        going.countDown();
    }

    @Override
    public String getScheme() {
        return "failing";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode));
    }

    private static void beforeWrite() throws IOException {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            hanging.countDown();
            try {
                going.await();
            } catch (InterruptedException ignored) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("down");
        }
    }

    private static final class Channel extends FileBase {

        private final FileChannel file;

        Channel(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return file.read(into);
        }

        @Override
        public synchronized int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            beforeWrite();
            return file.write(from);
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            beforeWrite();
            return file.write(from, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
