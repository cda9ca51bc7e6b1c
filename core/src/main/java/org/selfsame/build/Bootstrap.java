package org.selfsame.build;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarOutput;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Members.Member;
import org.selfsame.tree.Members;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// The first state of a system's root: the files of its first packages, unpacked but not installed, so that dpkg can run.
/// `/bin`, `/sbin` and `/lib…` are links into `/usr`, as they are in every Debian since bookworm.
final class Bootstrap {
    private static final List<String> MERGED = List.of("bin", "lib", "lib32", "lib64", "libx32", "sbin");
    /// Packages that are decoded ahead of the one that is written.
    private static final int AHEAD = 3;

    private final PackageSet packages;
    private final StepName step;
    private final Instant time;
    private final Task task;
    private final Set<Name> directories = new HashSet<>();

    /// @param step the step that it is for
    Bootstrap(PackageSet packages, StepName step, Instant time, Task task) {
        this.packages = packages;
        this.step = step;
        this.time = time;
        this.task = task;
    }

    /// Writes the root as a tar archive.
    ///
    /// @throws BuildException if there are no packages, or one is damaged
    /// @throws IOException if one cannot be read, or `out` fails
    void write(OutputStream out) throws IOException {
        var first = packages.of(Lock.Use.BOOTSTRAP);
        if (first.isEmpty()) {
            throw new BuildException(BuildException.Reason.NOTHING_TO_BOOTSTRAP, step, "", List.of());
        }
        try (var meter = task.begin(Activity.PACK, -1);
                var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var archive = new TarOutput(out, TarOptions.pax(EntryTimes.keep(time)), meter);
            links(archive);
            var ahead = new ArrayDeque<Future<List<Member>>>();
            for (int i = 0; i < first.size() + AHEAD; i++) {
                if (i < first.size()) {
                    ahead.add(members(first.get(i), threads));
                }
                if (i >= AHEAD || i >= first.size()) {
                    var next = ahead.poll();
                    if (next != null) {
                        add(PackageSet.get(next), archive);
                    }
                }
            }
            database(archive);
            archive.finish();
        }
    }

    private Future<List<Member>> members(Lock.Binary each, ExecutorService threads) {
        return threads.submit(() -> {
            try {
                var files = packages.deb(each, step).files();
                return Members.of(files, "tar", Members.Order.TREE, task);
            } catch (FormatException e) {
                throw PackageSet.bad(each, step, e);
            }
        });
    }

    private void add(List<Member> members, TarOutput archive) throws IOException {
        for (var member : members) {
            task.checkCancelled();
            var path = merged(member.path());
            var first = member.first();
            if (path == null || member.entry() instanceof Entry.Directory && !directories.add(path)) {
                continue;
            }
            archive.add(new Member(path, member.entry(), member.links(), first == null ? null : merged(first)));
        }
    }

    /// Where a path leads when the links are there; null for a link's own.
    private static @Nullable Name merged(Name path) {
        var text = path.toString();
        int slash = text.indexOf('/');
        var start = slash < 0 ? text : text.substring(0, slash);
        if (!MERGED.contains(start)) {
            return path;
        }
        return slash < 0 ? null : Name.of(concat("usr/", path));
    }

    private static byte[] concat(String start, Name path) {
        var before = start.getBytes(StandardCharsets.UTF_8);
        var bytes = Arrays.copyOf(before, before.length + path.length());
        System.arraycopy(path.bytes(), 0, bytes, before.length, path.length());
        return bytes;
    }

    private void links(TarOutput archive) throws IOException {
        directory("usr", archive);
        for (var name : MERGED) {
            directory("usr/" + name, archive);
            archive.add(new Member(Name.of(name), new Entry.Symlink(Name.of(name), metadata(0777),
                    Name.of("usr/" + name)), 1, null));
        }
    }

    private void directory(String path, TarOutput archive) throws IOException {
        var name = Name.of(path.substring(path.lastIndexOf('/') + 1));
        if (directories.add(Name.of(path))) {
            archive.add(new Member(Name.of(path), MemoryTree.directory(name, metadata(0755), List.of()), 1, null));
        }
    }

    /// dpkg wants these files to be there.
    private void database(TarOutput archive) throws IOException {
        for (var path : List.of("var", "var/lib", "var/lib/dpkg", "var/lib/dpkg/info", "var/lib/dpkg/updates")) {
            directory(path, archive);
        }
        for (var name : List.of("status", "available")) {
            archive.add(new Member(Name.of("var/lib/dpkg/" + name),
                    MemoryTree.file(Name.of(name), metadata(0644), new BytesContent(new byte[0])), 1, null));
        }
    }

    private Metadata metadata(int permissions) {
        return Metadata.builder().permissions(permissions).owner(0, 0).modified(time).build();
    }
}
