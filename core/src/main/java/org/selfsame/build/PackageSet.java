package org.selfsame.build;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.store.Store;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;

/// The packages of a lock that a build uses, each file opened and verified.
final class PackageSet implements Closeable {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
    private static final List<String> NEEDS = List.of("Pre-Depends", "Depends");

    private final List<Lock.Binary> binaries;
    private final Map<Digest, Content> contents;
    private final List<FileContent> opened;

    private PackageSet(List<Lock.Binary> binaries, Map<Digest, Content> contents, List<FileContent> opened) {
        this.binaries = List.copyOf(binaries);
        this.contents = contents;
        this.opened = opened;
    }

    /// Opens all packages but those of the machine, which whoever makes it opens, and the files of the source packages.
    ///
    /// @throws BuildException if some are missing; it names all of them
    /// @throws org.selfsame.store.StoreException if one was changed
    /// @throws IOException if one cannot be read
    static PackageSet open(Lock lock, Store store, Task task) throws IOException {
        var wanted = lock.packages().stream()
                .filter(it -> it.uses().stream().anyMatch(use -> use != Lock.Use.MACHINE)).toList();
        var files = new LinkedHashMap<Digest, Long>();
        var missing = new ArrayList<String>();
        for (var each : wanted) {
            files.put(each.sha256(), each.size());
            if (!store.has(each.sha256())) {
                missing.add(fileName(each));
            }
        }
        for (var source : lock.sources()) {
            for (var file : source.files()) {
                files.put(file.sha256(), file.size());
                if (!store.has(file.sha256())) {
                    missing.add(fileName(file));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new BuildException(BuildException.Reason.INPUTS_MISSING, StepName.INPUTS, store.root().toString(),
                    missing);
        }
        var set = new PackageSet(wanted, new HashMap<>(), new ArrayList<>());
        try {
            set.open(files, store, task);
            return set;
        } catch (IOException | RuntimeException e) {
            set.close();
            throw e;
        }
    }

    private void open(Map<Digest, Long> files, Store store, Task task) throws IOException {
        try (var meter = task.begin(Activity.READ_FILE, files.values().stream().mapToLong(it -> it).sum());
                var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var futures = new LinkedHashMap<Digest, Future<FileContent>>();
            for (var each : files.keySet()) {
                futures.put(each, threads.submit(() -> {
                    task.checkCancelled();
                    var content = store.open(each, task);
                    meter.add(content.size());
                    return content;
                }));
            }
            IOException problem = null;
            for (var each : futures.entrySet()) {
                try {
                    var content = get(each.getValue());
                    opened.add(content);
                    contents.put(each.getKey(), content);
                } catch (IOException e) {
                    problem = problem == null ? e : problem;
                }
            }
            if (problem != null) {
                throw problem;
            }
        }
    }

    /// The same with packages that were built.
    ///
    /// @param lock the lock with them
    /// @param built what they hold; closed by whoever opened it
    PackageSet with(Lock lock, Map<Digest, Content> built) {
        var all = new HashMap<>(contents);
        all.putAll(built);
        return new PackageSet(lock.packages().stream().filter(it -> all.containsKey(it.sha256())).toList(), all,
                List.of());
    }

    /// The packages that source packages are built with, as if they were a system: its first packages are those that every
    /// system needs, with all that these depend on.
    ///
    /// @throws BuildException if one is damaged
    /// @throws IOException if one cannot be read
    PackageSet forSources() throws IOException {
        var all = of(Lock.Use.OVERLAY);
        var fields = new HashMap<Lock.Binary, Map<String, String>>();
        var provided = new HashMap<String, List<Lock.Binary>>();
        var open = new ArrayDeque<Lock.Binary>();
        for (var each : all) {
            try {
                fields.put(each, DebFile.fields(deb(each, StepName.OVERLAY).control()));
            } catch (FormatException e) {
                throw bad(each, StepName.OVERLAY, e);
            }
            var said = fields.get(each);
            provided.computeIfAbsent(each.name(), _ -> new ArrayList<>()).add(each);
            names(said.get("Provides")).forEach(it -> provided.computeIfAbsent(it, _ -> new ArrayList<>()).add(each));
            // apt itself is not essential to a system that is done
            if ("yes".equals(said.get("Essential")) || each.name().equals("apt")) {
                open.add(each);
            }
        }
        var first = new HashSet<Lock.Binary>();
        while (!open.isEmpty()) {
            var next = open.remove();
            if (first.add(next)) {
                // of alternatives all that are there: they are installed in any case
                NEEDS.stream().flatMap(need -> names(fields.getOrDefault(next, Map.of()).get(need)))
                        .forEach(name -> open.addAll(provided.getOrDefault(name, List.of())));
            }
        }
        return new PackageSet(all.stream().map(it -> new Lock.Binary(it.name(), it.version(), it.architecture(),
                it.sha256(), it.size(), it.path(), it.archive(),
                first.contains(it) ? Set.of(Lock.Use.BOOTSTRAP, Lock.Use.SYSTEM) : Set.of(Lock.Use.SYSTEM),
                it.requested())).toList(), contents, List.of());
    }

    /// The names in a field of relations. Source: debian-policy §7.1.
    private static Stream<String> names(@Nullable String relations) {
        return relations == null
                ? Stream.empty()
                : Stream.of(relations.split("[,|]")).map(String::strip).map(NAME::matcher).filter(Matcher::lookingAt)
                        .map(Matcher::group);
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
        return binaries.stream().filter(it -> it.uses().contains(use)).toList();
    }

    /// Those that the system holds while it is built: all but those whose files are used for the image alone.
    List<Lock.Binary> installed() {
        return binaries.stream().filter(it -> it.uses().contains(Lock.Use.BOOTSTRAP)
                || it.uses().contains(Lock.Use.SYSTEM) || it.uses().contains(Lock.Use.BUILD)).toList();
    }

    /// Its bytes.
    Content content(Lock.Binary each) {
        return content(each.sha256());
    }

    /// The bytes of a file of a source package.
    Content content(Lock.SourceFile each) {
        return content(each.sha256());
    }

    private Content content(Digest sha256) {
        var content = contents.get(sha256);
        if (content == null) {
            throw new IllegalArgumentException(sha256.toString());
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

    /// The name of a file of a source package.
    static String fileName(Lock.SourceFile each) {
        return each.path().substring(each.path().lastIndexOf('/') + 1);
    }

    @Override
    public void close() throws IOException {
        for (var content : opened) {
            content.close();
        }
    }
}
