package org.selfsame.recipe;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.recipe.Recipe.ArchiveRequest;
import org.selfsame.recipe.Recipe.Named;
import org.selfsame.recipe.Recipe.Unsupported;
import org.selfsame.recipe.RecipeException.Reason;

/// The archives of a recipe: those of `selfsame.toml`, else Debian's for its suite or for that of live-build's settings; and
/// those of `config/archives/`.
final class ArchiveRequests {
    private static final String DEBIAN = "http://deb.debian.org/debian";
    private static final String SECURITY = "http://deb.debian.org/debian-security";
    private static final String SNAPSHOT = "https://snapshot.debian.org/archive/debian/{snapshot}/";
    private static final String SNAPSHOT_SECURITY = "https://snapshot.debian.org/archive/debian-security/{snapshot}/";
    private static final String TIME_BASED = "http://time-based.snapshots.deb.tails.boum.org/";
    private static final Set<String> WITHOUT_UPDATES = Set.of("sid", "unstable", "experimental", "rc-buggy");
    /// Before bullseye the suite of security updates was called otherwise.
    private static final Set<String> OLD = Set.of("buster", "stretch", "jessie", "wheezy", "squeeze");
    private static final String PLACE = "{snapshot}";
    private static final String[] SUITES = {"LB_PARENT_DISTRIBUTION_CHROOT", "LB_PARENT_DISTRIBUTION",
            "LB_DISTRIBUTION_CHROOT", "LB_DISTRIBUTION", "LB_DISTRIBUTION_BINARY", "LB_PARENT_DISTRIBUTION_BINARY"};
    private static final int SERIAL_DATE = 8;
    private static final int MOST_NAME = 48;

    private final Settings settings;
    private final LiveBuildSettings liveBuild;
    private final Found found;
    private final Keys toml;
    private final List<ArchiveRequest> requests = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /// Finds the files that `selfsame.toml` names.
    @FunctionalInterface
    interface Keys {
        Optional<Content> find(String path) throws IOException;
    }

    ArchiveRequests(Settings settings, LiveBuildSettings liveBuild, Found found, Keys toml) {
        this.settings = settings;
        this.liveBuild = liveBuild;
        this.found = found;
        this.toml = toml;
    }

    /// @throws RecipeException if there is none, or one breaks a rule
    List<ArchiveRequest> all() throws IOException {
        // what selfsame.toml says goes before all of these
        liveBuild.text(SUITES);
        if (!settings.archives().isEmpty()) {
            for (var archive : settings.archives()) {
                fromToml(archive);
            }
        } else if (settings.suite() != null) {
            debian(settings.suite(), settings.mirrors(), settings.securityMirrors(),
                    settings.components().isEmpty() ? List.of("main") : settings.components(), true, true);
        } else {
            fromLiveBuild();
        }
        for (var list : found.sources) {
            fromList(list);
        }
        if (requests.isEmpty()) {
            throw new RecipeException(Reason.NO_ARCHIVE, TomlReader.FILE, "");
        }
        checkOriginals();
        return requests;
    }

    private void checkOriginals() throws RecipeException {
        for (var archive : settings.archives()) {
            if (archive.original() != null
                    && (archive.original().equals(archive.name()) || !names.contains(archive.original()))) {
                throw Settings.bad(Reason.BAD_VALUE, archive, "archive.original = " + archive.original());
            }
        }
    }

    private void fromToml(Settings.Archive archive) throws IOException {
        var suite = archive.suite() == null ? settings.suite() : archive.suite();
        if (suite == null) {
            throw Settings.bad(Reason.MISSING_KEY, archive, "archive.suite");
        }
        var components = !archive.components().isEmpty()
                ? archive.components()
                : settings.components().isEmpty() ? List.of("main") : settings.components();
        var snapshot = archive.snapshot() == null ? settings.snapshot() : archive.snapshot();
        for (var uri : archive.uris()) {
            if (uri.contains(PLACE) && snapshot == null) {
                throw Settings.bad(Reason.MISSING_KEY, archive, "snapshot");
            }
            if (uri.replace(PLACE, "").matches(".*[{}].*")) {
                throw Settings.bad(Reason.BAD_VALUE, archive, "archive.uri = " + uri);
            }
        }
        Content key = null;
        var keyring = archive.keyring();
        if (keyring != null) {
            key = toml.find(keyring).orElseThrow(() -> Settings.bad(Reason.NO_SUCH_FILE, archive, keyring));
        }
        if (!names.add(archive.name())) {
            throw Settings.bad(Reason.DUPLICATE, archive, archive.name());
        }
        requests.add(new ArchiveRequest(archive.name(), placed(archive.uris(), snapshot), suite, components, key,
                snapshot, archive.floor() == null ? settings.floor() : archive.floor(), archive.original()));
    }

    private static List<String> placed(List<String> uris, @Nullable Instant snapshot) {
        return snapshot == null
                ? uris
                : uris.stream().map(uri -> uri.replace(PLACE, Dates.snapshot(snapshot))).toList();
    }

    /// The archive of Debian with its updates.
    private void debian(String suite, List<String> mirrors, List<String> securityMirrors, List<String> components,
            boolean security, boolean updates) {
        boolean snapshot = settings.snapshot() != null;
        var main = placed(mirrors.isEmpty() ? List.of(snapshot ? SNAPSHOT : DEBIAN) : mirrors, settings.snapshot());
        var secure = placed(securityMirrors.isEmpty()
                ? List.of(snapshot ? SNAPSHOT_SECURITY : SECURITY)
                : securityMirrors, settings.snapshot());
        debian("debian", main, suite, components);
        if (!WITHOUT_UPDATES.contains(suite)) {
            if (updates) {
                debian("debian-updates", main, suite + "-updates", components);
            }
            if (security) {
                debian("debian-security", secure, OLD.contains(suite) ? suite + "/updates" : suite + "-security",
                        components);
            }
        }
    }

    private void debian(String name, List<String> uris, String suite, List<String> components) {
        names.add(name);
        requests.add(new ArchiveRequest(name, uris, suite, components, null, settings.snapshot(), settings.floor(),
                null));
    }

    private void fromLiveBuild() throws RecipeException {
        var suite = liveBuild.text(SUITES);
        if (suite == null) {
            return;
        }
        // more than one suite is not supported, nor is another one in the system's own list of archives
        liveBuild.same(suite, SUITES);
        var mirror = uri("LB_PARENT_MIRROR_CHROOT", "LB_PARENT_MIRROR_BOOTSTRAP", "LB_MIRROR_CHROOT",
                "LB_MIRROR_BOOTSTRAP");
        var security = uri("LB_PARENT_MIRROR_CHROOT_SECURITY", "LB_MIRROR_CHROOT_SECURITY");
        if (!Archives.isSuite(suite)) {
            throw new RecipeException(Reason.BAD_VALUE, liveBuild.file("LB_DISTRIBUTION", "config/bootstrap"),
                    liveBuild.line("LB_DISTRIBUTION"), "LB_DISTRIBUTION = " + suite);
        }
        debian(suite, mirror, security, areas(),
                liveBuild.textOr("true", "LB_SECURITY").equals("true"),
                liveBuild.textOr("true", "LB_UPDATES").equals("true"));
    }

    private List<String> areas() throws RecipeException {
        var areas = liveBuild.words("main", "LB_PARENT_ARCHIVE_AREAS", "LB_ARCHIVE_AREAS");
        for (var area : areas) {
            if (!Archives.isComponent(area)) {
                throw new RecipeException(Reason.BAD_VALUE, liveBuild.file("LB_ARCHIVE_AREAS", "config/bootstrap"),
                        liveBuild.line("LB_ARCHIVE_AREAS"), "LB_ARCHIVE_AREAS = " + area);
            }
        }
        return areas;
    }

    private List<String> uri(String... settingNames) throws RecipeException {
        var uri = liveBuild.text(settingNames);
        if (uri != null && !Archives.isUri(uri)) {
            throw new RecipeException(Reason.BAD_VALUE, liveBuild.file(settingNames[0], "config/bootstrap"),
                    liveBuild.line(settingNames[0]), settingNames[0] + " = " + uri);
        }
        return uri == null ? List.of() : List.of(uri);
    }

    private void fromList(Named list) throws IOException {
        var suite = requests.isEmpty() ? "" : requests.getFirst().suite();
        var areas = requests.isEmpty() ? "main" : String.join(" ", requests.getFirst().components());
        var parsed = SourcesList.parse(list.name(), Layout.text(list.name(), list.content()),
                Map.of("@DISTRIBUTION@", suite, "@PARENT_DISTRIBUTION@", suite, "@ARCHIVE_AREAS@", areas,
                        "@PARENT_ARCHIVE_AREAS@", areas));
        parsed.unsupported().forEach(option -> found.unsupported.add(new Unsupported(list.name(), option, true)));
        var base = base(list.name());
        for (var source : parsed.sources()) {
            var name = newName(base);
            requests.add(new ArchiveRequest(name, placed(uris(source.uri()), settings.snapshot()), source.suite(),
                    source.components(), key(base, source.signedBy(), list.name(), source.line()),
                    snapshot(source.uri()), settings.floor(), null));
        }
    }

    private String newName(String base) {
        var plain = base.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("^-+", "");
        plain = plain.isEmpty() ? "archive" : plain.substring(0, Math.min(plain.length(), MOST_NAME));
        var name = plain;
        for (int n = 2; !names.add(name); n++) {
            name = plain + "-" + n;
        }
        return name;
    }

    /// What of a file's name says which archive it is about.
    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.chroot(\\.gpg)?$", "")
                .replaceFirst("\\.(list|key|gpg|asc)$", "");
    }

    /// In a tree of Tails an archive is used as its snapshots have it.
    private List<String> uris(String uri) {
        return serial(uri).map(serial -> List.of(TIME_BASED + serial.getKey() + "/" + serial.getValue()))
                .orElse(List.of(uri));
    }

    private @Nullable Instant snapshot(String uri) {
        var serial = serial(uri);
        return serial.isEmpty()
                ? settings.snapshot()
                : LocalDate.parse(serial.get().getValue().substring(0, SERIAL_DATE), DateTimeFormatter.BASIC_ISO_DATE)
                        .plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Optional<Map.Entry<String, String>> serial(String uri) {
        var path = uri.replaceFirst("/+$", "");
        return found.serials.entrySet().stream().filter(entry -> path.endsWith("/" + entry.getKey())).findFirst();
    }

    /// The key of the same name; else the one that the line names; else the only one. Debian's own archives need none.
    private @Nullable Content key(String base, @Nullable String signedBy, String path, int line)
            throws RecipeException {
        var wanted = signedBy == null ? base : base(signedBy);
        for (var key : found.keys) {
            if (base(key.name()).equals(base) || base(key.name()).equals(wanted)) {
                return key.content();
            }
        }
        if (found.keys.size() > 1) {
            throw new RecipeException(Reason.WHICH_KEY, path, line, base);
        }
        return found.keys.isEmpty() ? null : found.keys.getFirst().content();
    }
}
