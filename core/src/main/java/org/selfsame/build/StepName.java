package org.selfsame.build;

/// The steps of a build, in order.
public enum StepName {
    /// Every input is looked up in the store and verified.
    INPUTS,
    /// Source packages of the overlay are built, twice.
    OVERLAY,
    /// The first packages are unpacked, so that programs can run.
    BOOTSTRAP,
    /// All packages are installed.
    PACKAGES,
    /// The recipe's files are copied over the system.
    INCLUDES,
    /// The recipe's hooks run.
    HOOKS,
    /// What differs from build to build is made the same.
    NORMALIZE,
    /// The system is compressed.
    SQUASHFS,
    /// Kernel, initrd and boot loaders are put into place.
    BOOT,
    /// The ISO image is written.
    ISO,
    /// The USB image is written.
    USB,
    /// Upgrade kits from earlier releases are written.
    KITS,
    /// The list of packages, the bill of materials and the record are written.
    RECORD
}
