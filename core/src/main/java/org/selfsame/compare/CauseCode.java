package org.selfsame.compare;

import static org.selfsame.compare.CauseCode.Weight.BENIGN;
import static org.selfsame.compare.CauseCode.Weight.DERIVED;
import static org.selfsame.compare.CauseCode.Weight.NEUTRAL;
import static org.selfsame.compare.CauseCode.Weight.SECURITY;

/// Why something differs. The names are stable: documents and `--ignore` use them. The words for people are in the
/// bundle, under `cause.<name>`.
public enum CauseCode {
    /// A binary 32-bit count of seconds.
    TIME_EPOCH32(BENIGN),
    /// A binary 64-bit count of seconds.
    TIME_EPOCH64(BENIGN),
    /// A date or time written as text.
    TIME_TEXT(BENIGN),
    /// The date of a directory record of an ISO.
    TIME_ISO_DIR(BENIGN),
    /// A Rock Ridge time stamp.
    TIME_ISO_RR(BENIGN),
    /// A date of a volume descriptor.
    TIME_ISO_PVD(BENIGN),
    /// The time at which a SquashFS was made.
    TIME_SQFS_MKFS(BENIGN),
    /// The modification time of a SquashFS inode.
    TIME_SQFS_INODE(BENIGN),
    /// A time in a header of a cpio, tar, ar or zip member or of a gzip stream.
    TIME_ARCHIVE(BENIGN),
    /// A time stamp of a PE file.
    TIME_PE(BENIGN),
    /// A time of a FAT directory entry.
    TIME_FAT(BENIGN),
    /// A time of an ext2, ext3 or ext4 superblock or inode.
    TIME_EXT4(BENIGN),
    /// The source time in a compiled Python file.
    TIME_PYC(BENIGN),
    /// A date as days since 1970.
    TIME_DAYS(BENIGN),
    /// The recorded time of an entry, in a format that has no code of its own.
    TIME_ENTRY(BENIGN),
    /// All times differ by the same multiple of 15 minutes.
    TZ_SHIFT(BENIGN),
    /// The path of the directory that something was built in.
    BUILD_PATH(BENIGN),
    /// The name of a user.
    USER(BENIGN),
    /// The name of a computer.
    HOST(BENIGN),
    /// The version of the running kernel.
    UNAME(BENIGN),
    /// A value of the environment.
    ENV_PATH_HOME(BENIGN),
    /// Owners that differ where the content does not.
    UID_GID(NEUTRAL),
    /// Permissions that differ only as a umask makes them differ.
    UMASK(NEUTRAL),
    /// Other permissions: set-id bits, capabilities, access control lists, any other mode.
    PERM_OTHER(SECURITY),
    /// The same lines in another order.
    ORDER_LINES(BENIGN),
    /// The same keys or items in another order.
    ORDER_KEYS(BENIGN),
    /// The same entries stored in another order.
    ORDER_ENTRIES(BENIGN),
    /// The same parts in the order of a hash table.
    ORDER_HASH(BENIGN),
    /// The order, language or encoding of a locale.
    LOCALE(BENIGN),
    /// A random 128-bit id.
    RANDOM_UUID(BENIGN),
    /// A random 32-bit id, or a machine id.
    RANDOM_ID32(BENIGN),
    /// The random name of a temporary file.
    RANDOM_TMPNAME(BENIGN),
    /// Bytes without any structure on both sides.
    RANDOM_BLOB(NEUTRAL),
    /// A private key or seed, which no image should have.
    SECRET_MATERIAL(SECURITY),
    /// The address of something in the memory of a build.
    ASLR_POINTER(BENIGN),
    /// Filling that should be zeros.
    UNINIT_PADDING(NEUTRAL),
    /// A number that counts something, a little higher or lower.
    COUNTER(BENIGN),
    /// The same bytes, compressed otherwise.
    COMPRESSION(DERIVED),
    /// The same tree, stored otherwise.
    LAYOUT_ONLY(DERIVED),
    /// Hard links or holes that differ where the content does not.
    HARDLINK_SPARSE(NEUTRAL),
    /// As many parts as the builds had processors.
    CPU_COUNT(BENIGN),
    /// Code for the features of one processor.
    CPU_FEATURES(NEUTRAL),
    /// Ids of debug information; a consequence of another difference.
    DEBUG_ID(DERIVED),
    /// Everything after an insertion lies elsewhere.
    SHIFT(DERIVED),
    /// The checksum of something that differs.
    HASH_OF_CHANGED(DERIVED),
    /// A count or size of something that differs.
    SIZE_OF_CHANGED(DERIVED),
    /// A signature.
    SIGNATURE(NEUTRAL),
    /// Another version of the package.
    VERSION_DRIFT(NEUTRAL),
    /// Another compiler, or other flags.
    FLAGS_TOOLCHAIN(NEUTRAL),
    /// A cache or log that no image should have.
    CACHE_LOG(BENIGN),
    /// A file of a package that is not as its package has it, or code that is run before any check: never benign.
    TAMPER_SUSPECT(SECURITY),
    /// Only one side has it.
    ADDED_OR_REMOVED(NEUTRAL),
    /// Nothing that we know explains it.
    UNKNOWN(NEUTRAL);

    /// How a cause is to be taken.
    public enum Weight {
        /// Builds differ like this by themselves.
        BENIGN,
        /// Nothing can be said.
        NEUTRAL,
        /// A consequence of another difference.
        DERIVED,
        /// Someone should look at it, whatever else is said.
        SECURITY
    }

    private final Weight weight;

    CauseCode(Weight weight) {
        this.weight = weight;
    }

    /// How it is to be taken.
    public Weight weight() {
        return weight;
    }
}
