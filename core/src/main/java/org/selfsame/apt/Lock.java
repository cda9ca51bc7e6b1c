package org.selfsame.apt;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;

/// Every input of a build, by digest. As JSON (`selfsame.lock`, schema `docs/schemas/lock-1.json`) it lies beside the
/// recipe and travels inside the images.
///
/// @param recipe which recipe
/// @param sourceDate the date of the build: no time in the images is later
/// @param architecture Debian's name of the architecture
/// @param archives the archives, in the order of the recipe
/// @param packages the binary packages, sorted by name, version and architecture
/// @param sources the source packages of the overlay, sorted by name
/// @param tools the programs of the host that resolved, in the order of their names; they have no influence on the bytes
public record Lock(RecipeStamp recipe, Instant sourceDate, String architecture, List<Archive> archives,
        List<Binary> packages, List<Source> sources, List<Tool> tools) {
    /// Copies the lists.
    public Lock {
        archives = List.copyOf(archives);
        packages = List.copyOf(packages);
        sources = List.copyOf(sources);
        tools = List.copyOf(tools);
    }

    /// The same with these packages beside those that it has: what was built, whose bytes are known by now.
    public Lock with(List<Binary> built) {
        return new Lock(recipe, sourceDate, architecture, archives,
                Stream.concat(packages.stream(), built.stream()).sorted(LockOrder.PACKAGES).toList(), sources, tools);
    }

    /// Which recipe a lock is for.
    ///
    /// @param name its name
    /// @param version its version
    /// @param repository where its repository was, as the user named it
    /// @param commit the commit, 40 or 64 hexadecimal digits
    /// @param tag the signed tag that names it, if it was built from one
    /// @param tree the digest of all files of the recipe that bear on the build: another recipe has another one
    public record RecipeStamp(String name, String version, String repository, String commit, @Nullable String tag,
            Digest tree) {}

    /// An archive at a time.
    ///
    /// @param name a short name
    /// @param uri where it was fetched
    /// @param suite the suite, as in the recipe
    /// @param components the components
    /// @param inRelease its signed list
    /// @param indexes the package indexes that were used, sorted by path
    /// @param keyring the SHA-256 of the keyring that its signature was checked with; the keyring is in the store
    /// @param snapshot the time that the recipe asks for, or null if it asks for the latest state
    /// @param original the name of the archive in the same lock that published the packages first, if this one was signed
    ///         again by somebody else
    public record Archive(String name, String uri, String suite, List<String> components, InRelease inRelease,
            List<Index> indexes, Digest keyring, @Nullable Instant snapshot, @Nullable String original) {
        /// Copies the lists.
        public Archive {
            components = List.copyOf(components);
            indexes = List.copyOf(indexes);
        }
    }

    /// The signed list of an archive.
    ///
    /// @param sha256 its digest
    /// @param size its size in bytes
    /// @param date its `Date`
    /// @param validUntil its `Valid-Until`, if it has one
    /// @param codename its `Codename`
    /// @param signers the fingerprints of the certificates that signed it and that the keyring holds
    public record InRelease(Digest sha256, long size, Instant date, @Nullable Instant validUntil, String codename,
            List<String> signers) {
        /// Copies the list.
        public InRelease {
            signers = List.copyOf(signers);
        }
    }

    /// An index that a signed list names.
    ///
    /// @param path its path below the suite, such as `main/binary-amd64/Packages.xz`
    /// @param sha256 the digest of that file
    /// @param size its size in bytes
    public record Index(String path, Digest sha256, long size) {}

    /// What a package is there for.
    public enum Use {
        /// Unpacked before anything can run.
        BOOTSTRAP,
        /// Installed in the system that is built.
        SYSTEM,
        /// Its files are used for the image, outside of the system: boot loaders.
        IMAGE,
        /// It makes the virtual machine that builds.
        MACHINE,
        /// It is installed while the system is built, for the hooks.
        BUILD,
        /// It is installed where source packages are built.
        OVERLAY,
        /// Its library has programs see another clock, for a second build that varies it.
        CLOCK;

        /// Whether it has to be there before anything is built.
        boolean isForBuilding() {
            return this == MACHINE || this == OVERLAY || this == CLOCK;
        }
    }

    /// A binary package.
    ///
    /// @param name its name
    /// @param version its version
    /// @param architecture its architecture, or `all`
    /// @param sha256 its digest
    /// @param size its size in bytes
    /// @param path its path in the archive (`Filename`); for a package that lies in the recipe, its path there
    /// @param archive the position in the list of archives, or -1 if it lies in the recipe
    /// @param uses what it is there for
    /// @param requested whether the recipe asks for it by name: it is then marked as installed by hand
    public record Binary(String name, String version, String architecture, Digest sha256, long size, String path,
            int archive, Set<Use> uses, boolean requested) {
        /// Copies the set.
        public Binary {
            uses = Set.copyOf(uses);
        }
    }

    /// A source package of the overlay.
    ///
    /// @param name its name
    /// @param version its version
    /// @param archive the position in the list of archives, or -1 if it lies in the recipe
    /// @param binaries those of the packages that are built from it that something uses, sorted by name, version and
    ///         architecture
    /// @param files its files, the `.dsc` first
    public record Source(String name, String version, int archive, List<Built> binaries, List<SourceFile> files) {
        /// Copies the lists.
        public Source {
            binaries = List.copyOf(binaries);
            files = List.copyOf(files);
        }
    }

    /// A binary package that a source package gives. Its bytes are not known before it is built.
    ///
    /// @param name its name
    /// @param version the version that it must have
    /// @param architecture its architecture, or `all`
    /// @param uses what it is there for: nothing that has to be there before it is built
    /// @param requested whether the recipe asks for it by name
    public record Built(String name, String version, String architecture, Set<Use> uses, boolean requested) {
        /// Copies the set.
        public Built {
            uses = Set.copyOf(uses);
        }
    }

    /// A file of a source package.
    ///
    /// @param path its path in the archive
    /// @param sha256 its digest
    /// @param size its size in bytes
    public record SourceFile(String path, Digest sha256, long size) {}

    /// A program that took part in resolving.
    ///
    /// @param name its name
    /// @param version what it says its version is
    public record Tool(String name, String version) {}
}
