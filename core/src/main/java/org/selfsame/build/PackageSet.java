package org.selfsame.build;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.selfsame.apt.Lock;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.store.Store;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;

/// The binary packages of a lock that a build uses, each opened and verified.
final class PackageSet implements Closeable {
    private final Map<Lock.Binary, FileContent> contents;

    private PackageSet(Map<Lock.Binary, FileContent> contents) {
        this.contents = contents;
    }

    /// Opens all packages but those of the machine, which whoever makes it opens.
    ///
    /// @throws BuildException if some are missing; it names all of them
    /// @throws org.selfsame.store.StoreException if one was changed
    /// @throws IOException if one cannot be read
    static PackageSet open(Lock lock, Store store, Task task) throws IOException {
        var wanted = lock.packages().stream()
                .filter(it -> it.uses().stream().anyMatch(use -> use != Lock.Use.MACHINE)).toList();
        var missing = wanted.stream().filter(it -> !store.has(it.sha256())).map(PackageSet::fileName).toList();
        if (!missing.isEmpty()) {
            throw new BuildException(BuildException.Reason.INPUTS_MISSING, StepName.INPUTS, store.root().toString(),
                    missing);
        }
        var set = new PackageSet(new LinkedHashMap<>());
        try (var meter = task.begin(Activity.READ_FILE, wanted.stream().mapToLong(Lock.Binary::size).sum());
                var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var opened = new ArrayList<Future<FileContent>>();
            for (var each : wanted) {
                opened.add(threads.submit(() -> {
                    task.checkCancelled();
                    var content = store.open(each.sha256(), task);
                    meter.add(content.size());
                    return content;
                }));
            }
            IOException problem = null;
            for (int i = 0; i < wanted.size(); i++) {
                try {
                    set.contents.put(wanted.get(i), get(opened.get(i)));
                } catch (IOException e) {
                    problem = problem == null ? e : problem;
                }
            }
            if (problem != null) {
                throw problem;
            }
            return set;
        } catch (IOException | RuntimeException e) {
            set.close();
            throw e;
        }
    }

    static <T> T get(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException problem -> throw problem;
                case RuntimeException problem -> throw problem;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// Those that are there for `use`, in the order of the lock.
    List<Lock.Binary> of(Lock.Use use) {
        return contents.keySet().stream().filter(it -> it.uses().contains(use)).toList();
    }

    /// Those that the system holds while it is built: all but those whose files are used for the image alone.
    List<Lock.Binary> installed() {
        return contents.keySet().stream().filter(it -> it.uses().contains(Lock.Use.BOOTSTRAP)
                || it.uses().contains(Lock.Use.SYSTEM) || it.uses().contains(Lock.Use.BUILD)).toList();
    }

    /// Its bytes.
    FileContent content(Lock.Binary each) {
        var content = contents.get(each);
        if (content == null) {
            throw new IllegalArgumentException(each.name());
        }
        return content;
    }

    /// It, opened as what it is.
    ///
    /// @throws BuildException if it is no Debian package
    /// @throws IOException if it cannot be read
    DebFile deb(Lock.Binary each, StepName step) throws IOException {
        try {
            return DebFile.open(content(each));
        } catch (FormatException e) {
            throw bad(each, step, e);
        }
    }

    static BuildException bad(Lock.Binary each, StepName step, FormatException problem) {
        return new BuildException(BuildException.Reason.BAD_PACKAGE, step, fileName(each),
                List.of(String.valueOf(problem.getMessage())));
    }

    /// The usual name of its file: a colon in the version is written as `%3a`.
    static String fileName(Lock.Binary each) {
        return each.name() + "_" + each.version().replace(":", "%3a") + "_" + each.architecture() + ".deb";
    }

    @Override
    public void close() throws IOException {
        for (var content : contents.values()) {
            content.close();
        }
    }
}
