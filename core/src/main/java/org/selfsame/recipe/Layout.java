package org.selfsame.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.recipe.Recipe.Hook;
import org.selfsame.recipe.Recipe.Named;
import org.selfsame.recipe.Recipe.Place;
import org.selfsame.recipe.Recipe.Unsupported;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;

/// Sorts the files below `config/` by their directories: those of today's live-build, and those of live-build 2.x that Tails
/// has. What has no place is listed as unsupported.
final class Layout {
    private static final String CONFIG = "config/";
    private static final String LIVE_BUILD = "/usr/share/live/build/";
    private static final int MOST_LINKS = 8;
    /// The largest file that is read as text, in bytes.
    private static final int MOST_TEXT = 4 << 20;

    /// Directories and files of live-build and Tails that are known and not supported.
    private static final Map<String, String> KNOWN = Map.ofEntries(Map.entry("debian-installer", "installer"),
            Map.entry("includes.installer", "installer"), Map.entry("includes.source", "source image"),
            Map.entry("includes.debian-installer", "installer"), Map.entry("packages.binary", "package pool"),
            Map.entry("chroot_local-patches", "patch"), Map.entry("APT_overlays.d", "APT overlay"),
            Map.entry("base_branch", "APT overlay"), Map.entry("variables", "shell code"),
            Map.entry("binary_local-debs", "package pool"), Map.entry("binary_local-udebs", "installer"),
            Map.entry("binary_debian-installer", "installer"), Map.entry("templates", "boot loader"),
            Map.entry("build-manifest-extra-packages.yml", "manifest"), Map.entry("source", "source image"));

    private final Listing listing;
    private final Contents contents;
    private final Found found = new Found();
    private final NavigableMap<Name, Contents.Kept> bootstrap = new TreeMap<>();
    private final NavigableMap<Name, Contents.Kept> oldAfter = new TreeMap<>();
    private final NavigableMap<Name, Contents.Kept> commonBoot = new TreeMap<>();

    private Layout(Listing listing, Contents contents) {
        this.listing = listing;
        this.contents = contents;
    }

    /// Takes all files below `config/`.
    ///
    /// @throws RecipeException if one of them breaks a rule
    static Found read(Listing listing, Contents contents) throws IOException {
        var layout = new Layout(listing, contents);
        for (var file : listing.below(Name.of(CONFIG)).values()) {
            contents.take(file);
            layout.sort(file);
        }
        layout.join();
        return layout.found;
    }

    private void join() throws RecipeException {
        if (!found.after.isEmpty() && !oldAfter.isEmpty()) {
            throw new RecipeException(Reason.TWO_INCLUDES, CONFIG + "includes.chroot", "");
        }
        found.after.putAll(oldAfter);
        bootstrap.forEach(found.before::putIfAbsent);
        commonBoot.forEach(found.boot::putIfAbsent);
    }

    private void sort(Listed file) throws IOException {
        var path = file.path().toString();
        var inside = path.substring(CONFIG.length());
        int slash = inside.indexOf('/');
        if (slash < 0) {
            single(file, inside);
            return;
        }
        var directory = inside.substring(0, slash);
        var rest = inside.substring(slash + 1);
        int skipped = CONFIG.length() + directory.length() + 1;
        var name = Listing.rest(file.path(), skipped);
        switch (directory) {
            case "includes.bootstrap" -> bootstrap.put(name, contents.take(file));
            case "includes.chroot_before_packages" -> found.before.put(name, contents.take(file));
            case "includes.chroot" -> oldAfter.put(name, contents.take(file));
            case "includes.chroot_after_packages" -> found.after.put(name, contents.take(file));
            case "includes.binary" -> found.binary.put(name, contents.take(file));
            case "chroot_local-includes" -> tails(() -> oldAfter.put(name, contents.take(file)));
            case "binary_local-includes" -> tails(() -> found.binary.put(name, contents.take(file)));
            case "bootloaders" -> boot(file, rest, name);
            default -> {
                if (!rest.startsWith(".") && !rest.contains("/.")) {
                    other(file, directory, rest);
                }
            }
        }
    }

    /// Something that only a tree of Tails has.
    private void tails(Step step) throws IOException {
        found.tails = true;
        step.run();
    }

    private interface Step {
        void run() throws IOException;
    }

    private void single(Listed file, String name) throws IOException {
        switch (name) {
            case "common", "bootstrap", "chroot", "binary", "source" -> {
                var text = text(file);
                if (text.isPresent()) {
                    found.shell.read(file.path().toString(), text.get());
                }
            }
            default -> {
                if (!name.startsWith(".")) {
                    unsupported(file, KNOWN.getOrDefault(name, ""));
                }
            }
        }
    }

    private void other(Listed file, String directory, String rest) throws IOException {
        switch (directory) {
            case "package-lists" -> packageList(file, rest);
            case "chroot_local-packageslists" -> tails(() -> add(file, found.packageLists));
            case "hooks" -> hook(file, rest);
            case "chroot_local-hooks" -> tails(() -> hook(file, rest, 3, Place.SYSTEM));
            case "binary_local-hooks" -> tails(() -> hook(file, rest, 3, Place.IMAGE));
            case "packages", "packages.chroot" -> localPackage(file, rest);
            case "chroot_local-packages" -> tails(() -> localPackage(file, rest));
            case "archives" -> archive(file, rest);
            case "chroot_sources" -> tails(() -> oldArchive(file, rest));
            case "apt", "chroot_apt" -> {
                if (rest.equals("preferences") || directory.equals("apt") && rest.matches("[^/]+\\.pref")) {
                    add(file, found.pins);
                } else {
                    unsupported(file, "apt setting");
                }
            }
            case "preseed" -> {
                if (rest.matches("[^/]+\\.(cfg|preseed)(\\.chroot)?")) {
                    add(file, found.preseeds);
                } else {
                    unsupported(file, "preseed");
                }
            }
            case "chroot_local-preseed" -> tails(() -> add(file, found.preseeds));
            case "rootfs", "binary_rootfs" -> rootfs(file, rest);
            case "APT_snapshots.d" -> tails(() -> serial(file, rest));
            default -> unsupported(file, KNOWN.getOrDefault(directory, ""));
        }
    }

    private void packageList(Listed file, String name) throws IOException {
        if (name.matches("[^/]+\\.list(\\.chroot(_live|_install)?)?")) {
            add(file, found.packageLists);
        } else {
            unsupported(file, name.endsWith(".list.binary") ? "package pool" : "package list");
        }
    }

    private void hook(Listed file, String rest) throws IOException {
        int slash = rest.indexOf('/');
        var directory = slash < 0 ? "" : rest.substring(0, slash);
        var name = rest.substring(slash + 1);
        int rank = switch (directory) {
            case "" -> 0;
            case "normal" -> 1;
            case "live" -> 2;
            default -> -1;
        };
        if (rank < 0 || name.contains("/") || !name.endsWith(".chroot") && !name.endsWith(".binary")) {
            unsupported(file, "hook");
        } else {
            hook(file, name, rank, name.endsWith(".chroot") ? Place.SYSTEM : Place.IMAGE);
        }
    }

    private void hook(Listed file, String name, int rank, Place place) throws IOException {
        if (name.contains("/")) {
            unsupported(file, "hook");
            return;
        }
        var content = content(file);
        if (content.isPresent()) {
            found.hooks.put(new Found.HookPlace(rank, file.path()),
                    new Hook(file.path().toString(), place, content.get()));
        }
    }

    private void localPackage(Listed file, String name) throws IOException {
        if (name.matches("[^/]+_[^/]+\\.deb")) {
            add(file, found.localPackages);
        } else {
            unsupported(file, "package");
        }
    }

    private void archive(Listed file, String name) throws IOException {
        if (name.matches("[^/]+\\.list(\\.chroot)?")) {
            add(file, found.sources);
        } else if (name.matches("[^/]+\\.key(\\.chroot)?")) {
            add(file, found.keys);
        } else if (name.matches("[^/]+\\.pref(\\.chroot)?")) {
            add(file, found.pins);
        } else {
            unsupported(file, "archive");
        }
    }

    private void oldArchive(Listed file, String name) throws IOException {
        if (name.matches("[^/]+\\.chroot")) {
            add(file, found.sources);
        } else if (name.matches("[^/]+\\.chroot\\.gpg")) {
            add(file, found.keys);
        } else {
            unsupported(file, "archive");
        }
    }

    private void rootfs(Listed file, String name) throws IOException {
        if (name.equals("squashfs.sort")) {
            found.sort = content(file).orElse(null);
        } else if (name.equals("excludes")) {
            text(file).ifPresent(text -> text.lines().map(String::strip).filter(line -> !line.isEmpty())
                    .forEach(found.excludes::add));
        } else {
            unsupported(file, "SquashFS setting");
        }
    }

    /// Files of boot loaders go where they lie in the image: those of isolinux into `isolinux/`, those of GRUB into `grub/`.
    private void boot(Listed file, String rest, Name name) throws IOException {
        var loader = rest.substring(0, Math.max(0, rest.indexOf('/')));
        var inside = Listing.rest(name, loader.length() + 1);
        var target = switch (loader) {
            case "isolinux", "syslinux_common" -> "isolinux/";
            case "grub-pc", "grub-efi" -> "grub/";
            default -> "";
        };
        if (target.isEmpty()) {
            unsupported(file, "boot loader");
            return;
        }
        var kept = resolve(file);
        if (kept.isPresent()) {
            var place = loader.equals("syslinux_common") || loader.equals("grub-efi") ? commonBoot : found.boot;
            place.put(Listing.joined(List.of(Name.of(target.substring(0, target.length() - 1)), inside)),
                    kept.get());
        }
    }

    private void serial(Listed file, String rest) throws IOException {
        var archive = rest.endsWith("/serial") ? rest.substring(0, rest.length() - "/serial".length()) : "";
        var text = text(file).map(String::strip).orElse("");
        if (Archives.isName(archive) && text.matches("[0-9]{10}")) {
            found.serials.put(archive, text);
        } else {
            unsupported(file, "APT snapshot");
        }
    }

    private void add(Listed file, List<Named> where) throws IOException {
        content(file).ifPresent(content -> where.add(new Named(file.path().toString(), content)));
    }

    private Optional<Content> content(Listed file) throws IOException {
        return resolve(file).map(Contents.Kept::content);
    }

    private Optional<String> text(Listed file) throws IOException {
        var content = content(file);
        return content.isEmpty() ? Optional.empty() : Optional.of(text(file.path().toString(), content.get()));
    }

    /// The text of a file.
    ///
    /// @throws RecipeException if it is too large, or not UTF-8
    static String text(String path, Content content) throws IOException {
        if (content.size() > MOST_TEXT) {
            throw new RecipeException(Reason.TOO_LARGE, path, String.valueOf(MOST_TEXT));
        }
        var bytes = content.bytes(0, (int) content.size());
        if (!Name.of(bytes).isUtf8()) {
            throw new RecipeException(Reason.NOT_TEXT, path, "");
        }
        return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /// The file that a link leads to, within the recipe; empty for live-build's own files, which are listed as unsupported.
    ///
    /// @throws RecipeException if it leads elsewhere
    private Optional<Contents.Kept> resolve(Listed file) throws IOException {
        var at = file;
        for (int hops = 0; at.kind() == Listed.Kind.SYMLINK; hops++) {
            var target = contents.take(at).content();
            var bytes = target.bytes(0, (int) Math.min(target.size(), MOST_TEXT));
            if (new String(bytes, StandardCharsets.UTF_8).startsWith(LIVE_BUILD)) {
                unsupported(file, "part of live-build itself");
                return Optional.empty();
            }
            var next = step(at.path(), bytes);
            if (next.isEmpty() || hops >= MOST_LINKS) {
                throw new RecipeException(Reason.LINK_OUTSIDE, file.path().toString(), Name.of(bytes).toString());
            }
            at = next.get();
        }
        return Optional.of(contents.take(at));
    }

    private Optional<Listed> step(Name from, byte[] target) throws IOException {
        if (target.length == 0 || target[0] == '/') {
            return Optional.empty();
        }
        var at = PathTree.components(from.bytes());
        at.removeLast();
        for (var component : PathTree.components(target)) {
            if (!component.equals(Name.of(".."))) {
                at.add(component);
            } else if (at.isEmpty()) {
                return Optional.empty();
            } else {
                at.removeLast();
            }
        }
        return listing.find(Listing.joined(at));
    }

    private void unsupported(Listed file, String kind) {
        found.unsupported.add(new Unsupported(file.path().toString(), kind, true));
    }
}
