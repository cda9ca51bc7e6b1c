package org.selfsame.apt;

import java.util.List;
import java.util.regex.Pattern;

/// What a sandbox is made of beside its root: their files are used, and nothing is installed.
final class MachinePackages {
    /// What runs in it beside the kernel.
    static final List<String> TOOLS = List.of("busybox-static", "libacl1", "libc6", "libcap-ng0", "libpcre2-8-0",
            "libselinux1", "tar", "util-linux");
    /// Has programs see another clock; used in namespaces, which have no clock of their own.
    static final String CLOCK = "libfaketime";
    /// The package of a kernel, which the package that asks for the current one depends on.
    private static final Pattern KERNEL = Pattern.compile("linux-image-[0-9].*");

    private MachinePackages() {}

    /// The package that depends on the small kernel for virtual machines.
    static String kernel(String architecture) {
        return "linux-image-cloud-" + architecture;
    }

    static boolean isKernel(Offer offer) {
        return KERNEL.matcher(offer.name()).matches();
    }
}
