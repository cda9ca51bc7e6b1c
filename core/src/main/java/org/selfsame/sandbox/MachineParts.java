package org.selfsame.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.selfsame.content.Content;

/// The Debian packages that a virtual machine is put together from. Only these are needed, not what they depend on beyond
/// them: their scripts never run, and of their files only some are taken.
///
/// @param kernel the package of the kernel: the one that [#KERNEL] depends on
/// @param tools the packages of [#TOOLS]
public record MachineParts(Content kernel, List<Content> tools) {
    /// The package that depends on the package of the current kernel, a small one for virtual machines. Any package with
    /// `/boot/vmlinuz-*` and virtio, such as the one that `linux-image-amd64` depends on, does as well.
    public static final String KERNEL = "linux-image-cloud-amd64";
    /// What runs in the machine: a shell, GNU tar, which keeps extended attributes, and what shuts commands in.
    public static final List<String> TOOLS = List.of("busybox-static", "libacl1", "libc6", "libcap-ng0",
            "libpcre2-8-0", "libselinux1", "tar", "util-linux");
    private static final String KERNEL_PREFIX = "linux-image-";

    /// Copies the list.
    public MachineParts {
        tools = List.copyOf(tools);
    }

    /// The parts among packages.
    ///
    /// @param packages the contents of `.deb` files by the names of the packages; others are no matter
    /// @throws SandboxException if one is missing
    public static MachineParts of(Map<String, ? extends Content> packages) throws SandboxException {
        // the metapackage holds no kernel; the kernel's has its version after the prefix
        var kernel = packages.entrySet().stream()
                .filter(named -> named.getKey().matches(KERNEL_PREFIX + "[0-9].*"))
                .max(Map.Entry.comparingByKey())
                .orElseThrow(() -> missing(KERNEL_PREFIX + "*")).getValue();
        var tools = new ArrayList<Content>();
        for (var name : TOOLS) {
            var tool = packages.get(name);
            if (tool == null) {
                throw missing(name);
            }
            tools.add(tool);
        }
        return new MachineParts(kernel, tools);
    }

    private static SandboxException missing(String name) {
        return new SandboxException(SandboxException.Reason.NO_GUEST, "the package " + name + " is missing");
    }
}
