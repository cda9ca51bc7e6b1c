package org.selfsame.apt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.content.Digest;
import org.selfsame.store.Store;
import org.selfsame.store.StoreException;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;

/// Has apt download files whose digest and size are known, into the store. What came in part is continued the next time.
final class Fetch {
    /// At a time: the names of all must fit on a command line.
    private static final int BATCH = 200;

    private final AptRun apt;
    private final Store store;
    private final Path directory;
    private final Map<Digest, Wanted> wanted = new LinkedHashMap<>();

    /// A file that is wanted.
    ///
    /// @param uri its address, escaped
    /// @param size its size in bytes, more than which is never fetched
    private record Wanted(String uri, Digest sha256, long size) {}

    /// @param directory where files lie while they are on their way
    Fetch(AptRun apt, Store store, Path directory) {
        this.apt = apt;
        this.store = store;
        this.directory = directory;
    }

    /// Asks for a file; what the store has is not fetched.
    void add(String uri, Digest sha256, long size) {
        if (!store.has(sha256)) {
            wanted.putIfAbsent(sha256, new Wanted(uri, sha256, size));
        }
    }

    /// Fetches all that was asked for.
    ///
    /// @throws ResolveException if a file cannot be reached, or is another one
    /// @throws IOException if one cannot be stored
    /// @throws CancellationException if the task was cancelled; what is complete is in the store
    void run(Task task) throws IOException {
        var all = List.copyOf(wanted.values());
        if (all.isEmpty()) {
            return;
        }
        try (var meter = task.begin(Activity.FETCH, all.stream().mapToLong(Wanted::size).sum())) {
            for (int i = 0; i < all.size(); i += BATCH) {
                batch(all.subList(i, Math.min(i + BATCH, all.size())), meter, task);
            }
        }
    }

    private void batch(List<Wanted> files, Task.Meter meter, Task task) throws IOException {
        var arguments = new ArrayList<String>();
        for (var file : files) {
            arguments.addAll(List.of(file.uri, path(file).toString(), "SHA256:" + file.sha256.hex(),
                    "Checksum-FileSize:" + file.size));
        }
        long total = files.stream().mapToLong(Wanted::size).sum();
        var done = new long[1];
        AptRun.Answer answer;
        try {
            answer = apt.download(arguments, percent -> {
                long now = (long) (total * percent / 100);
                if (now > done[0] && !task.isCancelled()) {
                    meter.add(now - done[0]);
                    done[0] = now;
                }
            }, task);
        } catch (CancellationException e) {
            keep(files);
            throw e;
        }
        for (var file : files) {
            if (answer.code() == 0 || isComplete(file)) {
                store(file, task);
            }
        }
        if (answer.code() != 0) {
            throw trouble(files, answer);
        }
        meter.add(total - done[0]);
    }

    /// Stores what came complete before it was cancelled, so that it need not be fetched again.
    private void keep(List<Wanted> files) throws IOException {
        for (var file : files) {
            if (isComplete(file)) {
                store(file, Task.silent());
            }
        }
    }

    private boolean isComplete(Wanted file) throws IOException {
        return Files.isRegularFile(path(file)) && Files.size(path(file)) == file.size;
    }

    private void store(Wanted file, Task task) throws IOException {
        try (var in = Files.newInputStream(path(file))) {
            store.add(file.sha256, file.size, in, task);
        } catch (StoreException e) {
            throw new ResolveException(Reason.ALTERED, file.uri, List.of(String.valueOf(e.getMessage())));
        } finally {
            Files.delete(path(file));
        }
    }

    private Path path(Wanted file) {
        return directory.resolve(file.sha256.hex());
    }

    private static ResolveException trouble(List<Wanted> files, AptRun.Answer answer) {
        var errors = answer.after("E: Failed to fetch ");
        return new ResolveException(AptTrouble.isAltered(answer) ? Reason.ALTERED : Reason.UNREACHABLE,
                errors.isEmpty() ? files.getFirst().uri : errors.getFirst().split(" ", 2)[0],
                errors.isEmpty() ? answer.after("E: ") : errors);
    }
}
