package org.selfsame.compare.cause;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The same work for each item of a list, spread over threads; the order of the results is that of the items.
final class Spread {
    private Spread() {}

    /// What is done with an item.
    @FunctionalInterface
    interface Job<T, R> {
        R of(T item) throws IOException;
    }

    /// @param threads how many, at least 1; has no influence on the result
    /// @throws IOException as the job throws it; all threads have ended by then
    static <T, R> List<R> over(List<T> items, int threads, Job<T, R> job) throws IOException {
        var results = new AtomicReferenceArray<R>(items.size());
        var next = new AtomicInteger();
        int count = Math.max(1, Math.min(threads, items.size()));
        try (var pool = Executors.newFixedThreadPool(count,
                Thread.ofPlatform().daemon().name("causes ", 1).factory())) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) {
                running.add(pool.submit(() -> {
                    try {
                        for (int at = next.getAndIncrement(); at < items.size(); at = next.getAndIncrement()) {
                            results.set(at, job.of(items.get(at)));
                        }
                    } finally {
                        // one that failed ends all
                        next.set(items.size());
                    }
                    return null;
                }));
            }
            for (var part : running) {
                await(part);
            }
        }
        var list = new ArrayList<R>();
        for (int i = 0; i < items.size(); i++) {
            list.add(results.get(i));
        }
        return list;
    }

    private static void await(Future<?> part) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    part.get();
                    return;
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException problem) {
            switch (problem.getCause()) {
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> throw new IllegalStateException(problem);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
