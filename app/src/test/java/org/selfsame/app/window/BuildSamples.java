package org.selfsame.app.window;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.selfsame.app.window.build.Inputs;
import org.selfsame.app.window.build.Inputs.LockState;
import org.selfsame.app.window.build.Outcome;
import org.selfsame.app.window.build.Plan;
import org.selfsame.app.window.build.Source;
import org.selfsame.app.window.home.HomeScreen;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockChange;
import org.selfsame.apt.LockChange.Kind;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.recipe.Recipe;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Recipes, locks and results made by hand.
public final class BuildSamples {
    static final Source SOURCE = new Source("/home/me/recipes/mountain", "", false);
    static final Path LOCK_FILE = Path.of("/home/me/recipes/mountain/selfsame.lock");
    static final Instant DATE = Instant.parse("2026-11-20T12:00:00Z");
    static final String LONG = "a-name-of-a-recipe-that-is-longer-than-any-line-of-the-narrowest-window-and-goes-on";

    /// No build runs.
    static final HomeScreen.Build IDLE = new HomeScreen.Build() {
        @Override
        public void open() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    };

    private BuildSamples() {}

    /// A directory without anything.
    private record Nothing(Name name, Metadata metadata) implements Entry.Directory {
        @Override
        public List<Entry> children() {
            return List.of();
        }
    }

    private static Tree nothing() {
        return new Tree(new Nothing(Name.of(""), Metadata.NONE));
    }

    static Digest digest(int number) {
        return Digest.of(DigestAlgorithm.SHA256,
                DigestAlgorithm.SHA256.start()
                        .digest(String.valueOf(number).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    static Recipe recipe(String name, List<Recipe.Unsupported> unsupported) {
        var packages = List.of("linux-image-amd64", "live-boot", "systemd-sysv", "ikiwiki").stream()
                .map(it -> new Recipe.PackageRequest(it, Recipe.Stage.SYSTEM, "config/package-lists/base.list.chroot"))
                .toList();
        return new Recipe(
                new Recipe.Source("/home/me/recipes/mountain", "4b825dc642cb6eb9a060e54bf8d69288fbee4904", "v1.2",
                        null, false),
                name, "1.2", DATE, "amd64",
                List.of(new Recipe.ArchiveRequest("debian", List.of("https://deb.debian.org/debian"), "bookworm",
                        List.of("main"), null, Instant.parse("2026-11-19T00:00:00Z"), null, null),
                        new Recipe.ArchiveRequest("security", List.of("https://deb.debian.org/debian-security"),
                                "bookworm-security", List.of("main"), null, null, null, null)),
                List.of(), false, packages, List.of(), List.of(), List.of(), nothing(), nothing(), nothing(), List.of(),
                new Recipe.Boot(List.of(), true, true, "Mountain", 5, nothing()),
                new Recipe.Image(Set.of(Recipe.Output.ISO, Recipe.Output.SQUASHFS), "MOUNTAIN", "", "", "zstd", null,
                        1 << 17, List.of(), null, List.of(), true),
                Recipe.SandboxChoice.ANY, unsupported, digest(1), null);
    }

    static Lock lock(String name, int packages) {
        var binaries = new ArrayList<Lock.Binary>();
        for (int i = 0; i < packages; i++) {
            binaries.add(new Lock.Binary("package-" + i, "1.0-" + i, "amd64", digest(i), 100_000 + i,
                    "pool/main/p/package-" + i + ".deb", 0, Set.of(Lock.Use.SYSTEM), i == 0));
        }
        return new Lock(new Lock.RecipeStamp(name, "1.2", "/home/me/recipes/mountain",
                "4b825dc642cb6eb9a060e54bf8d69288fbee4904", null, digest(1)), DATE, "amd64",
                List.of(new Lock.Archive("debian", "https://deb.debian.org/debian", "bookworm", List.of("main"),
                        new Lock.InRelease(digest(2), 140_000, DATE, null, "bookworm", List.of()), List.of(),
                        digest(3), null, null)),
                binaries, List.of(), List.of());
    }

    static Inputs inputs(LockState state) {
        return new Inputs(SOURCE, recipe("mountain", List.of()), LOCK_FILE,
                state == LockState.MISSING || state == LockState.UNREADABLE ? null : lock("mountain", 143), state,
                Optional.empty());
    }

    /// A recipe with long names, things that are not supported, and a lock that has just changed.
    static Inputs crowded() {
        var unsupported = List.of(
                new Recipe.Unsupported("config/apt/apt.conf", "settings of apt", true),
                new Recipe.Unsupported("config/" + LONG + "/" + LONG, "", false));
        var changes = List.of(
                new LockChange(Kind.ADDED, "linux-image-6.1.0-31-amd64", "amd64", null, "6.1.128-1"),
                new LockChange(Kind.REMOVED, "linux-image-6.1.0-30-amd64", "amd64", "6.1.124-1", null),
                new LockChange(Kind.UPGRADED, "openssl", "amd64", "3.0.15-1~deb12u1", "3.0.16-1~deb12u1"),
                new LockChange(Kind.DOWNGRADED, "tzdata", "all", "2026b-0+deb12u1", "2026a-0+deb12u1"),
                new LockChange(Kind.REPLACED, LONG, "amd64", "1.0", "1.0"));
        return new Inputs(SOURCE, recipe(LONG, unsupported), LOCK_FILE, lock(LONG, 143), LockState.CURRENT,
                Optional.of(changes));
    }

    /// A plan to build once.
    public static Plan plan(Path output) {
        return new Plan(inputs(LockState.CURRENT), Recipe.SandboxChoice.ANY, false, output);
    }

    static Outcome.Made made(Path directory, String name, int number) {
        return new Outcome.Made(name, directory.resolve(name), 734_003_200L + number, digest(number));
    }
}
