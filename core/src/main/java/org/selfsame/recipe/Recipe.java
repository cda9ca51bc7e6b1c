package org.selfsame.recipe;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.tree.Tree;

/// What to build, as one commit of its repository says.
///
/// @param source where it is from
/// @param name the name of the system, such as `tiny`
/// @param version its version
/// @param sourceDate the date of the build: that of the recipe's settings, else of the top of `debian/changelog`, else of
///         the commit
/// @param architecture Debian's name of the architecture
/// @param archives where packages come from, at least one
/// @param pins files for apt's preferences, in the order of their names
/// @param recommends whether packages that others recommend are installed as well
/// @param packages the packages that are asked for
/// @param localPackages Debian packages that lie in the recipe, in the order of their names
/// @param overlay the source packages that are built
/// @param preseeds answers for debconf, in order
/// @param includesBefore files that are there before packages are installed
/// @param includesAfter files that are copied over the system when all packages are installed
/// @param includesBinary files of the image beside the system
/// @param hooks scripts, in the order in which they run
/// @param boot how the image starts
/// @param image how the image is written
/// @param sandbox which backend the recipe asks for
/// @param unsupported what the recipe has and this program does not know
/// @param tree the digest of all files that bear on the build, with their names and modes
/// @param carried the commit as it travels in images ([RecipeReader#carrying]), or null if it does not
public record Recipe(Source source, String name, String version, Instant sourceDate, String architecture,
        List<ArchiveRequest> archives, List<Named> pins, boolean recommends, List<PackageRequest> packages,
        List<Named> localPackages, List<OverlayRequest> overlay, List<Named> preseeds, Tree includesBefore,
        Tree includesAfter, Tree includesBinary, List<Hook> hooks, Boot boot, Image image, SandboxChoice sandbox,
        List<Unsupported> unsupported, Digest tree, @Nullable Content carried) {
    /// Copies the lists.
    public Recipe {
        archives = List.copyOf(archives);
        pins = List.copyOf(pins);
        packages = List.copyOf(packages);
        localPackages = List.copyOf(localPackages);
        overlay = List.copyOf(overlay);
        preseeds = List.copyOf(preseeds);
        hooks = List.copyOf(hooks);
        unsupported = List.copyOf(unsupported);
    }

    /// The same, but another image is made of it.
    public Recipe making(Image other) {
        return new Recipe(source, name, version, sourceDate, architecture, archives, pins, recommends, packages,
                localPackages, overlay, preseeds, includesBefore, includesAfter, includesBinary, hooks, boot, other,
                sandbox, unsupported, tree, carried);
    }

    /// The same, with what of it travels in images.
    Recipe carrying(@Nullable Content content) {
        return new Recipe(source, name, version, sourceDate, architecture, archives, pins, recommends, packages,
                localPackages, overlay, preseeds, includesBefore, includesAfter, includesBinary, hooks, boot, image,
                sandbox, unsupported, tree, content);
    }

    /// Where a recipe is from.
    ///
    /// @param repository the repository, as the user named it
    /// @param commit the commit, in full
    /// @param tag the signed tag that was asked for, if it was one
    /// @param signer the fingerprint of the certificate that signed the tag
    /// @param dirty whether files differ from the commit; only if the user allows it
    public record Source(String repository, String commit, @Nullable String tag, @Nullable String signer,
            boolean dirty) {}

    /// An archive of packages.
    ///
    /// @param name a short name, unique in the recipe
    /// @param uris where it is, the first one first; all must give the same bytes
    /// @param suite the suite
    /// @param components the components
    /// @param keyring the keyring its list is checked with: a file of the recipe, or null for Debian's own keyring of this
    ///         computer
    /// @param snapshot the time at which it is used, or null for the latest state
    /// @param floor the earliest date that its list may have, or null
    /// @param original the name of the archive in this list that published the packages first, if this one was signed again
    ///         by somebody else
    public record ArchiveRequest(String name, List<String> uris, String suite, List<String> components,
            @Nullable Content keyring, @Nullable Instant snapshot, @Nullable Instant floor,
            @Nullable String original) {
        /// Copies the lists.
        public ArchiveRequest {
            uris = List.copyOf(uris);
            components = List.copyOf(components);
        }
    }

    /// A file of the recipe.
    ///
    /// @param name its path in the recipe
    /// @param content its bytes
    public record Named(String name, Content content) {}

    /// A package that is asked for.
    ///
    /// @param spec its name, with an architecture behind `:` or a version behind `=` or a suite behind `/` as apt takes them;
    ///         or `?priority(required)` or `?priority(important)`, apt's pattern for all packages of that priority
    /// @param stage where it goes
    /// @param list the list that asks, by its path in the recipe
    public record PackageRequest(String spec, Stage stage, String list) {}

    /// Where a package goes.
    public enum Stage {
        /// It is installed in the system.
        SYSTEM,
        /// Its files are used for the image, outside of the system.
        IMAGE,
        /// It is installed for the hooks only, and not in the system that is published.
        BUILD
    }

    /// A source package that is built.
    ///
    /// @param name its name
    /// @param version its version, or null for the one that apt chooses
    /// @param allowed why it need not reproduce, or null if it must
    public record OverlayRequest(String name, @Nullable String version, @Nullable String allowed) {}

    /// A script that runs in the sandbox.
    ///
    /// @param name its path in the recipe
    /// @param place what it works on
    /// @param content its bytes
    public record Hook(String name, Place place, Content content) {}

    /// What a hook works on.
    public enum Place {
        /// The system; the root of the hook is that of the system.
        SYSTEM,
        /// The image; the hook runs in the system and its working directory is the image's root.
        IMAGE
    }

    /// How an image starts.
    ///
    /// @param arguments what the kernel gets behind `boot=live`
    /// @param bios whether it starts by BIOS
    /// @param uefi whether it starts by UEFI
    /// @param title what the menu shows
    /// @param timeoutSeconds how long the menu waits, 0 to start at once
    /// @param files files of the boot loaders that replace ours: `isolinux/…`, `grub/…`
    public record Boot(List<String> arguments, boolean bios, boolean uefi, String title, int timeoutSeconds,
            Tree files) {
        /// Copies the list.
        public Boot {
            arguments = List.copyOf(arguments);
        }
    }

    /// How an image is written.
    ///
    /// @param outputs what is made
    /// @param volumeId the volume id, at most 32 characters
    /// @param publisher the publisher of the volume, or empty
    /// @param application the application of the volume, or empty
    /// @param compression `gzip`, `xz`, `zstd`, `lz4` or `none`
    /// @param level the level of the compression, or null for the usual one
    /// @param blockSize of SquashFS, in bytes
    /// @param excludes what of the system is left out of the SquashFS, as `mksquashfs -wildcards -ef` has it
    /// @param sort the order of files in the SquashFS, as `mksquashfs -sort` has it, or null
    /// @param upgradesFrom images of earlier releases to which kits are made, by their SHA-256
    /// @param recipe whether the recipe travels in it
    public record Image(Set<Output> outputs, String volumeId, String publisher, String application,
            String compression, @Nullable Integer level, int blockSize, List<String> excludes, @Nullable Content sort,
            List<Digest> upgradesFrom, boolean recipe) {
        /// Copies the lists.
        public Image {
            outputs = Set.copyOf(outputs);
            excludes = List.copyOf(excludes);
            upgradesFrom = List.copyOf(upgradesFrom);
        }

        /// The same without kits from earlier releases. They are made of the image, and no byte of it depends on them.
        public Image withoutKits() {
            return new Image(outputs, volumeId, publisher, application, compression, level, blockSize, excludes, sort,
                    List.of(), recipe);
        }
    }

    /// What can be made.
    public enum Output {
        /// A hybrid ISO image.
        ISO,
        /// An image for a USB stick.
        USB,
        /// The root as a tar archive; nothing boots.
        TAR,
        /// The system as a SquashFS alone.
        SQUASHFS
    }

    /// Which backend a recipe asks for.
    public enum SandboxChoice {
        /// Whichever this computer has; namespaces first.
        ANY,
        /// Namespaces.
        NAMESPACES,
        /// A virtual machine.
        VM
    }

    /// Something that a recipe has and this program does not know.
    ///
    /// @param path its path in the recipe
    /// @param kind what it would be in live-build or Tails, in a word or two, or empty if it is unknown
    /// @param bears whether it would change the image, so that a build without it is another build
    public record Unsupported(String path, String kind, boolean bears) {}
}
