package org.selfsame.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.recipe.Recipe.Boot;
import org.selfsame.recipe.Recipe.SandboxChoice;
import org.selfsame.recipe.Recipe.Source;
import org.selfsame.recipe.Recipe.Unsupported;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;

/// Makes a recipe of the files of a directory. What `selfsame.toml` says goes before what live-build's settings say.
final class Assembly {
    private static final String CHANGELOG = "debian/changelog";
    /// The files outside of `config/` that bear on a build where they are there.
    static final Set<Name> NAMED = Set.of(Name.of(TomlReader.FILE), Name.of(CHANGELOG));

    private static final int COMMIT_DIGITS = 12;
    private static final int USUAL_TIMEOUT = 5;
    private static final Set<String> BOOTS_BY_BIOS = Set.of("amd64", "i386");

    private final Listing listing;
    private final Contents contents;
    private final Origin origin;

    /// Where the files are from.
    ///
    /// @param repository as the user named it
    /// @param dirty whether they are not those of the commit
    record Origin(String repository, Revision revision, boolean dirty) {}

    Assembly(Listing listing, Contents contents, Origin origin) {
        this.listing = listing;
        this.contents = contents;
        this.origin = origin;
    }

    /// @throws RecipeException if a file breaks a rule
    /// @throws IOException if one cannot be read
    Recipe recipe() throws IOException {
        var toml = text(TomlReader.FILE);
        if (toml.isEmpty() && listing.below(Name.of("config/")).isEmpty()) {
            throw new RecipeException(Reason.NO_RECIPE, origin.repository(), "");
        }
        var settings = toml.isEmpty() ? Settings.none() : Settings.read(toml.get());
        var changelog = text(CHANGELOG);
        var found = Layout.read(listing, contents);
        var liveBuild = new LiveBuildSettings(found.shell);
        var archives = new ArchiveRequests(settings, liveBuild, found, this::file).all();
        var architecture = architecture(settings, liveBuild);
        var date = date(settings, changelog.orElse(""));
        var name = or(settings.name(), liveBuild.checked("live-image", "LB_IMAGE_NAME", Settings::isName));
        var version = version(settings, changelog.orElse(""));
        var image = new ImageRequest(settings.image(), liveBuild, found).image(name + " " + version, date);
        var trees = new Trees(date);
        var boot = boot(settings.boot(), liveBuild, found, architecture, name + " " + version, trees);
        var packages = new PackageRequests(settings, liveBuild, found, architecture, archives.getFirst().suite());
        var requested = packages.all(boot, image);
        boolean recommends = packages.recommends();
        found.unsupported.addAll(liveBuild.unsupported());
        elsewhere(found.unsupported);
        found.unsupported.sort(Comparator.comparing(Unsupported::path).thenComparing(Unsupported::kind));
        var sandbox = settings.sandbox() == null ? SandboxChoice.ANY : settings.sandbox();
        var revision = origin.revision();
        return new Recipe(
                new Source(origin.repository(), revision.commit().name(), revision.tag(), revision.signer(),
                        origin.dirty()),
                name, version, date, architecture, archives, found.pins, recommends, requested,
                packages.local(), settings.overlay(), found.preseeds, trees.of(found.before), trees.of(found.after),
                trees.of(found.binary), List.copyOf(found.hooks.values()), boot, image, sandbox, found.unsupported,
                contents.digest(), null);
    }

    /// Files outside of `config/` that somebody may think bear on the build.
    private void elsewhere(List<Unsupported> unsupported) {
        for (var file : listing.files().values()) {
            var path = file.path().toString();
            if (file.kind() == Listed.Kind.SUBMODULE) {
                unsupported.add(new Unsupported(path, "submodule", false));
            } else if (path.startsWith("auto/")) {
                unsupported.add(new Unsupported(path, "script of live-build", path.equals("auto/config")));
            }
        }
    }

    /// @throws RecipeException if it is a link: it is not known which file somebody means who looks at it
    private Optional<Content> file(String path) throws IOException {
        var bytes = path.getBytes(StandardCharsets.UTF_8);
        if (PathTree.leadsOut(bytes) || PathTree.components(bytes).isEmpty()) {
            return Optional.empty();
        }
        var listed = listing.find(Listing.joined(PathTree.components(bytes)));
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        var content = contents.take(listed.get()).content();
        if (listed.get().kind() == Listed.Kind.SYMLINK) {
            throw new RecipeException(Reason.LINK_OUTSIDE, path, Layout.text(path, content));
        }
        return Optional.of(content);
    }

    private Optional<String> text(String path) throws IOException {
        var content = file(path);
        return content.isEmpty() ? Optional.empty() : Optional.of(Layout.text(path, content.get()));
    }

    private static String architecture(Settings settings, LiveBuildSettings liveBuild) throws RecipeException {
        var architecture = or(settings.architecture(),
                or(liveBuild.text("LB_ARCHITECTURE", "LB_ARCHITECTURES"), "amd64"));
        if (!architecture.matches("[a-z0-9][a-z0-9-]{1,30}")) {
            throw liveBuild.bad("LB_ARCHITECTURE", architecture);
        }
        return architecture;
    }

    private Instant date(Settings settings, String changelog) throws RecipeException {
        if (settings.sourceDate() != null) {
            return Dates.check(settings.sourceDate(), TomlReader.FILE);
        }
        var top = Dates.ofChangelog(changelog);
        return top.isPresent()
                ? Dates.check(top.get(), CHANGELOG)
                : Dates.check(origin.revision().time(), origin.revision().commit().name());
    }

    private String version(Settings settings, String changelog) throws RecipeException {
        if (settings.version() != null) {
            return settings.version();
        }
        var top = Dates.versionOfChangelog(changelog);
        if (top.isPresent() && !Settings.isVersion(top.get())) {
            throw new RecipeException(Reason.BAD_VALUE, CHANGELOG, 1, top.get());
        }
        var tag = origin.revision().tag();
        var ofTag = tag == null ? "" : tag.replaceFirst("^v(?=[0-9])", "");
        return top.orElse(
                Settings.isVersion(ofTag) ? ofTag : origin.revision().commit().name().substring(0, COMMIT_DIGITS));
    }

    private static Boot boot(Settings.Boot settings, LiveBuildSettings liveBuild, Found found, String architecture,
            String title, Trees trees) throws IOException {
        var loaders = liveBuild.words("syslinux grub-efi", "LB_BOOTLOADERS");
        var ofBios = liveBuild.text("LB_BOOTLOADER_BIOS");
        var ofEfi = liveBuild.text("LB_BOOTLOADER_EFI");
        boolean named = ofBios != null || ofEfi != null;
        boolean bios = named
                ? ofBios != null && !ofBios.equals("none")
                : loaders.contains("syslinux")
                        || loaders.contains("grub-pc");
        boolean efi = named ? ofEfi != null && !ofEfi.equals("none") : loaders.contains("grub-efi");
        var arguments = new ArrayList<String>();
        if (settings.arguments() != null) {
            arguments.addAll(settings.arguments());
        } else if (liveBuild.exist()) {
            for (var argument : liveBuild.words("boot=live components quiet splash", "LB_BOOTAPPEND_LIVE")) {
                if (!Settings.isArgument(argument)) {
                    throw liveBuild.bad("LB_BOOTAPPEND_LIVE", argument);
                }
                arguments.add(argument);
            }
        } else {
            arguments.add("components");
        }
        arguments.remove("boot=live");
        return new Boot(arguments, or(settings.bios(), bios && BOOTS_BY_BIOS.contains(architecture)),
                or(settings.uefi(), efi), or(settings.title(), title),
                (int) (long) or(settings.timeout(), (long) USUAL_TIMEOUT), trees.of(found.boot));
    }

    static <T> T or(@Nullable T first, T second) {
        return first == null ? second : first;
    }
}
