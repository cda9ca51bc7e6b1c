package org.selfsame.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.selfsame.content.Content;
import org.selfsame.format.Formats;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// Finds out from an image's own contents what it says it is. Reads a few small files, each to a bound; whatever cannot
/// be read is a remark, never an error, because it has no bearing on whose file this is.
final class Identification {
    private static final List<String> SYSTEMS = List.of("live/filesystem.squashfs", "casper/filesystem.squashfs",
            "casper/minimal.squashfs", "arch/x86_64/airootfs.sfs", "LiveOS/squashfs.img", "live/squashfs.img");
    private static final List<String> OS_RELEASE = List.of("usr/lib/os-release", "etc/os-release");
    private static final int MAX_TEXT = 64 << 10;
    private static final int MAX_VALUE = 200;
    private static final List<String> VOLUME_IDS = List.of("iso9660.volume_id", "fat.volume_label", "fat.label");
    /// How deep systems within systems are looked into.
    private static final int MAX_DEPTH = 2;

    private final Task task;
    private final List<String> formats = new ArrayList<>();
    private final List<String> from = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private final Set<Badge> badges = EnumSet.noneOf(Badge.class);
    private String volumeId = "";
    private String diskInfo = "";

    /// What came of it.
    record Identified(Identity identity, Set<Badge> badges) {}

    private Identification(Task task) {
        this.task = task;
    }

    /// Identifies `content`.
    static Identified of(Content content, Task task) {
        var identification = new Identification(task);
        identification.image(content);
        if (identification.formats.isEmpty()) {
            identification.badges.add(Badge.NOT_AN_IMAGE);
        }
        return new Identified(identification.identity(), identification.badges);
    }

    /// What is known when a reader had a fault: it must not cost the verdict, which does not depend on it.
    ///
    /// @throws CancellationException if that is what `problem` is
    static Identified failed(Throwable problem) {
        if (problem instanceof CancellationException cancelled) {
            throw cancelled;
        }
        return new Identified(Identity.NONE, Set.of(Badge.IMAGE_IRREGULAR));
    }

    private void image(Content content) {
        try {
            Formats.of(content).forEach(format -> formats.add(format.name()));
        } catch (IOException _) {
            badges.add(Badge.IMAGE_IRREGULAR);
        }
        for (var opened : Opened.of(content, problem -> badges.add(Badge.IMAGE_IRREGULAR))) {
            if (statedSize(opened.reader()) > content.size()) {
                badges.add(Badge.CUT_SHORT);
            }
            look(opened.reader(), opened.at(), 0);
        }
    }

    /// How long an ISO says that it is, in bytes; 0 for other formats, whose readers refuse a file that is cut.
    private static long statedSize(Reader reader) {
        return number(reader, "iso9660.volume_space_size") * number(reader, "iso9660.logical_block_size");
    }

    private static long number(Reader reader, String fact) {
        return reader.facts().stream().filter(it -> it.name().equals(fact)).mapToLong(it -> Long.parseLong(it.value()))
                .findFirst().orElse(0);
    }

    private void look(Reader reader, String at, int depth) {
        task.checkCancelled();
        for (var fact : reader.facts()) {
            if (volumeId.isEmpty() && VOLUME_IDS.contains(fact.name())) {
                volumeId = clip(fact.value().strip());
            }
        }
        try {
            lookAt(reader.tree(), at, depth);
        } catch (IOException _) {
            badges.add(Badge.IMAGE_IRREGULAR);
        }
    }

    private void lookAt(Tree tree, String at, int depth) throws IOException {
        var info = text(tree, ".disk/info");
        if (info.isPresent() && diskInfo.isEmpty()) {
            diskInfo = clip(info.get().strip());
            from.add(at + ".disk/info");
        }
        for (var path : OS_RELEASE) {
            var release = text(tree, path);
            if (release.isPresent() && values.isEmpty()) {
                values.putAll(OsRelease.parse(release.get()));
                from.add(at + path);
            }
        }
        if (depth < MAX_DEPTH) {
            for (var path : SYSTEMS) {
                if (values.isEmpty() && tree.find(path).orElse(null) instanceof Entry.File system) {
                    for (var opened : Opened.of(system.content(), problem -> badges.add(Badge.IMAGE_IRREGULAR))) {
                        look(opened.reader(), at + path + "!/" + opened.at(), depth + 1);
                    }
                }
            }
        }
    }

    private static Optional<String> text(Tree tree, String path) throws IOException {
        if (!(tree.find(path).orElse(null) instanceof Entry.File file)) {
            return Optional.empty();
        }
        int length = (int) Math.min(MAX_TEXT, file.size());
        return Optional.of(new String(file.content().bytes(0, length), StandardCharsets.UTF_8));
    }

    private Identity identity() {
        return new Identity(List.copyOf(formats), volumeId, firstOf(value("PRETTY_NAME"), value("NAME"), diskInfo,
                volumeId), firstOf(value("VERSION"), value("VERSION_ID"), value("IMAGE_VERSION"), value("BUILD_ID")),
                value("TAILS_GIT_COMMIT"),
                epoch(firstOf(value("TAILS_SOURCE_DATE_EPOCH"), value("SOURCE_DATE_EPOCH"))), List.copyOf(from));
    }

    private String value(String key) {
        return clip(values.getOrDefault(key, ""));
    }

    private static String firstOf(String... values) {
        for (var value : values) {
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private static Optional<Instant> epoch(String seconds) {
        return seconds.matches("[0-9]{1,11}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }

    private static String clip(String text) {
        return text.codePointCount(0, text.length()) <= MAX_VALUE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_VALUE));
    }
}
