package org.selfsame.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.selfsame.content.Digest;
import org.selfsame.content.Digests;
import org.selfsame.format.iso9660.ImplantedMd5;
import org.selfsame.format.iso9660.IsoReader;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Text;
import org.selfsame.tree.Walk;
import org.selfsame.trust.checksum.ChecksumList;
import org.selfsame.verify.Evidence.SelfConsistent;
import org.selfsame.verify.Evidence.State;

/// Checks the lists of checksums inside an image against the image's own files. That tells damage from no damage and
/// nothing else: whoever changes an image changes its lists too. So any algorithm will do.
final class InnerLists {
    /// In the root of the main tree: Debian and Ubuntu, live-build, Manjaro.
    private static final List<String> NAMES = List.of("md5sum.txt", "sha256sum.txt", "SHA256SUMS",
            "SHA512SUMS", ".checksum.md5", "MD5SUMS");
    private static final String IMPLANTED = "isomd5sum";
    private static final int MAX_SHOWN = 100;

    private final Task task;
    private final List<SelfConsistent> evidence = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    private InnerLists(Task task) {
        this.task = task;
    }

    /// What came of it.
    ///
    /// @param evidence one for each list; empty if there is none
    /// @param failed printable addresses of all files that do not fit a list
    record Checked(List<SelfConsistent> evidence, List<String> failed) {
        static final Checked NONE = new Checked(List.of(), List.of());
        static final Checked NOT_ASKED = new Checked(
                List.of(new SelfConsistent(State.NOT_ASKED, "", 0, List.of(), 0)), List.of());

        boolean damaged() {
            return evidence.stream().anyMatch(one -> one.state() == State.DIFFERENT || one.state() == State.MISSING);
        }
    }

    /// Checks the lists in all of `images`.
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    static Checked check(List<Opened> images, Task task) {
        var lists = new InnerLists(task);
        for (var image : images) {
            for (var name : NAMES) {
                lists.list(image, name);
            }
            lists.implanted(image);
        }
        return new Checked(List.copyOf(lists.evidence), lists.failed.stream().distinct().toList());
    }

    private void list(Opened image, String name) {
        var address = image.at() + name;
        try {
            if (!(image.reader().tree().find(name).orElse(null) instanceof Entry.File file)) {
                return;
            }
            if (file.size() > ChecksumList.MAX_BYTES) {
                evidence.add(unreadable(address));
                return;
            }
            var list = ChecksumList.parse(file.content().bytes(0, (int) file.size()), name);
            evidence.add(compare(address, image, list));
        } catch (IOException _) {
            evidence.add(unreadable(address));
        }
    }

    private SelfConsistent compare(String address, Opened image, ChecksumList list) throws IOException {
        var files = files(image);
        long bytes = list.entries().stream().map(entry -> files.get(path(entry)))
                .filter(Objects::nonNull).mapToLong(Entry.File::size).sum();
        var broken = new ArrayList<String>();
        try (var meter = task.begin(Activity.CHECK_INNER_LISTS, bytes)) {
            for (var entry : list.entries()) {
                var file = files.get(path(entry));
                if (file == null || !fits(file, entry.digest(), meter)) {
                    broken.add(image.at() + path(entry));
                }
            }
        }
        failed.addAll(broken);
        return result(address, list.entries().size(), broken);
    }

    private static boolean fits(Entry.File file, Digest expected, Task.Meter meter) {
        try {
            return Digests.of(file.content(), expected.algorithm(), meter::add).equals(expected);
        } catch (IOException _) {
            // what cannot be read does not fit
            return false;
        }
    }

    private void implanted(Opened image) {
        if (!(image.reader() instanceof IsoReader iso)) {
            return;
        }
        try {
            var implanted = iso.implantedMd5();
            if (implanted.isPresent()) {
                var broken = fits(image, implanted.get()) ? List.<String>of() : List.of(image.at());
                evidence.add(result(image.at() + IMPLANTED, 1, broken));
            }
        } catch (IOException _) {
            evidence.add(unreadable(image.at() + IMPLANTED));
        }
    }

    private boolean fits(Opened image, ImplantedMd5 implanted) throws IOException {
        var covered = implanted.covered(image.content());
        try (var meter = task.begin(Activity.CHECK_INNER_LISTS, covered.size())) {
            return Digests.of(covered, implanted.md5().algorithm(), meter::add).equals(implanted.md5());
        }
    }

    private static Map<String, Entry.File> files(Opened image) throws IOException {
        var files = new HashMap<String, Entry.File>();
        Walk.of(image.reader().tree(), Limits.DEFAULT, new Walk.Visitor() {
            @Override
            public void visit(String path, Entry entry) {
                if (entry instanceof Entry.File file) {
                    files.putIfAbsent(path, file);
                }
            }

            @Override
            public void unreadable(String path, Entry.Directory directory, IOException problem) {
                // its files are missing then
            }
        });
        return files;
    }

    private static String path(ChecksumList.Entry entry) {
        var name = entry.name();
        while (name.startsWith("./")) {
            name = name.substring(2);
        }
        return Text.printable(name);
    }

    private static SelfConsistent result(String list, long checked, List<String> broken) {
        return new SelfConsistent(broken.isEmpty() ? State.OK : State.DIFFERENT, list, checked,
                broken.stream().limit(MAX_SHOWN).toList(), broken.size());
    }

    private static SelfConsistent unreadable(String list) {
        return new SelfConsistent(State.MISSING, list, 0, List.of(), 0);
    }
}
