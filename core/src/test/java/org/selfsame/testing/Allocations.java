package org.selfsame.testing;

import java.lang.management.ManagementFactory;

/// Counts the memory that a piece of code asks for.
public final class Allocations {
    private Allocations() {}

    /// Bytes that the calling thread allocates while `code` runs, garbage included.
    public static long of(Runnable code) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        code.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
