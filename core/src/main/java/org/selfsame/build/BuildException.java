package org.selfsame.build;

import java.io.IOException;
import java.util.List;

/// A build cannot go on.
public final class BuildException extends IOException {
    /// Why.
    public enum Reason {
        /// The lock is for another recipe, or for another state of it.
        LOCK_IS_FOR_ANOTHER_RECIPE,
        /// Files that the lock names are not in the store.
        INPUTS_MISSING,
        /// A package is not what a Debian package is, or not the one that the lock says.
        BAD_PACKAGE,
        /// The lock has no packages to start with.
        NOTHING_TO_BOOTSTRAP,
        /// A command of a step ended with an error.
        STEP_FAILED,
        /// A source package of the overlay cannot be built.
        NOT_BUILT,
        /// A source package gives other packages than the lock says.
        OTHER_PACKAGES,
        /// Two builds of a source package differ. The details have a cause and a place each.
        NOT_REPRODUCIBLE,
        /// A hook ended with an error.
        HOOK_FAILED,
        /// Other packages are installed than those that the lock names.
        NOT_AS_LOCKED,
        /// The recipe asks for an image that starts, and the system has no kernel.
        NO_KERNEL,
        /// The recipe asks for an image that starts, and the lock lacks the package with a boot loader.
        NO_BOOT_LOADER,
        /// An image of an earlier release, from which a kit is asked for, was not given.
        NO_EARLIER_IMAGE,
        /// The recipe has a value that cannot be used.
        BAD_VALUE
    }

    private final Reason reason;
    private final StepName step;
    private final String subject;
    private final List<String> details;

    /// @param subject what it is about: a file, a package, a hook, a value
    /// @param details what exactly: names, differences, or the last lines of a log
    public BuildException(Reason reason, StepName step, String subject, List<String> details) {
        super(reason + " in " + step + ": " + subject + " " + details);
        this.reason = reason;
        this.step = step;
        this.subject = subject;
        this.details = List.copyOf(details);
    }

    /// Why.
    public Reason reason() {
        return reason;
    }

    /// In which step.
    public StepName step() {
        return step;
    }

    /// What it is about: a file, a package, a hook, a value.
    public String subject() {
        return subject;
    }

    /// What exactly: names, differences, or the last lines of a log.
    public List<String> details() {
        return details;
    }
}
