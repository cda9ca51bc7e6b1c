package org.selfsame.apt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.Recipe.ArchiveRequest;
import org.selfsame.recipe.Recipe.Named;
import org.selfsame.recipe.Recipe.OverlayRequest;
import org.selfsame.recipe.Recipe.PackageRequest;
import org.selfsame.recipe.Recipe.Stage;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Recipes for tests, of archives and packages only.
final class Recipes {
    private final List<ArchiveRequest> archives = new ArrayList<>();
    private final List<PackageRequest> packages = new ArrayList<>();
    private final List<Named> pins = new ArrayList<>();
    private final List<Named> local = new ArrayList<>();
    private final List<OverlayRequest> overlay = new ArrayList<>();
    private boolean recommends;
    private String tree = "ab".repeat(32);

    /// Adds an archive.
    Recipes archive(String name, List<String> uris, String suite, List<String> components, byte @Nullable [] keyring,
            @Nullable Instant snapshot, @Nullable Instant floor) {
        archives.add(new ArchiveRequest(name, uris, suite, components,
                keyring == null ? null : new BytesContent(keyring), snapshot, floor, null));
        return this;
    }

    /// Asks for packages.
    Recipes packages(Stage stage, String... specs) {
        for (var spec : specs) {
            packages.add(new PackageRequest(spec, stage, "config/package-lists/" + stage + ".list"));
        }
        return this;
    }

    /// Adds pins.
    Recipes pins(String text) {
        pins.add(new Named("config/apt/preferences", new BytesContent(text.getBytes(
                StandardCharsets.UTF_8))));
        return this;
    }

    /// Adds a package that lies in the recipe.
    Recipes local(String path, byte[] deb) {
        local.add(new Named(path, new BytesContent(deb)));
        return this;
    }

    /// Adds a source package.
    Recipes overlay(String name, @Nullable String version) {
        overlay.add(new OverlayRequest(name, version, null));
        return this;
    }

    /// Has recommended packages installed.
    Recipes recommends() {
        recommends = true;
        return this;
    }

    /// Says that other files bear on the build.
    Recipes tree(String digit) {
        tree = digit.repeat(32);
        return this;
    }

    /// The recipe.
    Recipe recipe() {
        var empty = new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of()));
        return new Recipe(new Recipe.Source("https://example.org/r.git", "0123456789".repeat(4), null, null, false),
                "test", "1", Instant.ofEpochSecond(1_700_000_000), "amd64", archives, pins, recommends, packages, local,
                overlay, List.of(), empty, empty, empty, List.of(),
                new Recipe.Boot(List.of(), true, true, "Test", 0, empty),
                new Recipe.Image(Set.of(Recipe.Output.TAR), "TEST", "", "", "zstd", null, 131_072, List.of(), null,
                        List.of(), true),
                Recipe.SandboxChoice.ANY, List.of(), new Digest(DigestAlgorithm.SHA256, tree), null);
    }
}
