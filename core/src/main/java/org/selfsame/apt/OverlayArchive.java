package org.selfsame.apt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.selfsame.apt.Indexes.OverlaySource;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.task.Task;

/// The packages that the overlay will give, as an archive of their own: apt chooses them like any others, before there are
/// any. What they depend on is known for certain only when they are built; until then it is taken from the package that the
/// archives have of that name.
final class OverlayArchive {
    /// What a rebuild without a change of the source adds to a version. Source: deb-version(7), "binary NMU".
    private static final Pattern REBUILT = Pattern.compile("\\+b[0-9]+$");
    private static final Pattern SOURCE = Pattern.compile("(\\S+)(?:\\s+\\((\\S+)\\))?");
    /// Beyond this, apt takes a version in any case. Source: apt_preferences(5).
    private static final int IN_ANY_CASE = 1001;

    private final AptSettings settings;
    private final AptRun apt;
    private final List<Expected> expected = new ArrayList<>();
    private final Map<Expected, Set<Lock.Use>> uses = new HashMap<>();

    /// A package that will be built.
    private record Expected(Lock.Source source, String name, String version, String architecture) {}

    OverlayArchive(AptSettings settings, AptRun apt) {
        this.settings = settings;
        this.apt = apt;
    }

    /// Tells apt of all that `sources` give, and that nothing else may take its place.
    ///
    /// @throws ResolveException if an index breaks a rule, or apt cannot read what is written
    /// @throws IOException if something cannot be read or written
    void write(List<OverlaySource> sources, Indexes indexes, Task task) throws IOException {
        var names = new HashSet<String>();
        sources.forEach(source -> source.products().forEach(it -> names.add(it.name())));
        var known = indexes.stanzas(names, task);
        var list = new StringBuilder();
        var pins = new StringBuilder();
        for (var source : sources) {
            for (var product : source.products()) {
                var architecture = product.on(settings.architecture());
                if (architecture != null) {
                    add(source.locked(), product.name(), architecture, known, list);
                }
            }
        }
        for (var each : expected) {
            pins.append(pin(each.name, "version " + each.version, IN_ANY_CASE)).append(pin(each.name, "release *", -1));
        }
        Files.createDirectories(directory());
        Files.writeString(directory().resolve("Packages"), list, StandardCharsets.UTF_8);
        // of several pins for a package the first counts: before those of the recipe
        Files.writeString(settings.pins(0).resolveSibling("00-overlay.pref"), pins, StandardCharsets.UTF_8);
        LocalArchive.source(settings, "overlay", directory());
        var answer = apt.get(List.of("-o", "Dir::Etc::sourceparts=/dev/null", "-o",
                "Dir::Etc::sourcelist=" + LocalArchive.sourceFile(settings, "overlay"), "-o",
                "APT::Get::List-Cleanup=false", "update", "--error-on=any"), task);
        if (answer.code() != 0) {
            throw new AptTrouble(List.of(), answer).failed("update");
        }
    }

    private static String pin(String name, String what, int priority) {
        return "Package: " + name + "\nPin: " + what + "\nPin-Priority: " + priority + "\n\n";
    }

    private void add(Lock.Source source, String name, String architecture, List<Stanza> known, StringBuilder list) {
        var likes = known.stream().filter(it -> name.equals(it.get("Package"))
                && architecture.equals(it.get("Architecture"))).toList();
        var own = likes.stream().filter(it -> isOf(it, source)).findFirst();
        var like = own.or(() -> likes.stream().max((a, b) -> DebianVersion.ORDER.compare(version(a), version(b))));
        // some packages have another version than their source, which only the archives tell
        var version = own.map(it -> version(it).equals(source.version())
                ? source.version()
                : REBUILT.matcher(version(it)).replaceFirst("")).orElse(source.version());
        expected.add(new Expected(source, name, version, architecture));
        list.append("Package: ").append(name).append("\nVersion: ").append(version).append("\nArchitecture: ")
                .append(architecture).append('\n');
        Stream.concat(Indexes.INSTALLED.stream().skip(3), Stream.of("Recommends"))
                .forEach(field -> like.map(it -> it.get(field)).ifPresent(value -> list.append(field).append(": ")
                        // packages of one source often want each other in just their version
                        .append(value.replace('\n', ' ').replace("(= " + version(like.get()) + ")",
                                "(= " + version + ")"))
                        .append('\n')));
        // apt looks at the file only when it fetches it, which it never does here
        list.append("Filename: ./").append(expected.size()).append(".deb\nSize: 1\nSHA256: ").append("0".repeat(64))
                .append("\n\n");
    }

    private static String version(Stanza stanza) {
        return String.valueOf(stanza.get("Version"));
    }

    private static boolean isOf(Stanza stanza, Lock.Source source) {
        var field = stanza.get("Source");
        var matcher = SOURCE.matcher(field == null ? String.valueOf(stanza.get("Package")) : field);
        return matcher.matches() && matcher.group(1).equals(source.name()) && source.version()
                .equals(matcher.group(2) == null ? version(stanza) : matcher.group(2));
    }

    private Path directory() {
        return settings.directory().resolve("overlay");
    }

    /// Notes that a package is used, if it is one of these.
    boolean use(Offer offer, Lock.Use use) {
        var found = find(offer);
        found.ifPresent(it -> uses.computeIfAbsent(it, _ -> EnumSet.noneOf(Lock.Use.class)).add(use));
        return found.isPresent();
    }

    private Optional<Expected> find(Offer offer) {
        return expected.stream().filter(it -> it.name.equals(offer.name()) && it.version.equals(offer.version())
                && it.architecture.equals(offer.architecture())).findFirst();
    }

    /// The sources with those of their packages that are used.
    ///
    /// @param requested the names of the packages that the recipe asks for
    /// @throws ResolveException if nothing uses what a source gives
    List<Lock.Source> locked(List<OverlaySource> sources, Set<String> requested) throws ResolveException {
        var locked = new ArrayList<Lock.Source>();
        for (var source : sources) {
            var it = source.locked();
            var binaries = expected.stream().filter(each -> each.source.equals(it) && uses.containsKey(each))
                    .map(each -> new Lock.Built(each.name, each.version, each.architecture,
                            uses.getOrDefault(each, Set.of()), requested.contains(each.name)))
                    .sorted(LockOrder.BUILT).toList();
            if (binaries.isEmpty()) {
                throw new ResolveException(Reason.OVERLAY_UNUSED, it.name() + " " + it.version(),
                        source.products().stream().map(SourceIndex.Product::name).toList());
            }
            locked.add(new Lock.Source(it.name(), it.version(), it.archive(), binaries, it.files()));
        }
        return locked;
    }
}
