package org.selfsame.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.selfsame.recipe.Recipe.Unsupported;
import org.selfsame.recipe.RecipeException.Reason;

/// What the settings of live-build mean here. A setting that is not supported counts as not made where it has the value that
/// live-build gives it by itself; else it is listed.
final class LiveBuildSettings {
    /// Settings that have no influence on an image, or one that every build has its own way for.
    private static final Set<String> WITHOUT_EFFECT = Set.of("LB_CONFIGURATION_VERSION", "LB_APT", "LB_APT_HTTP_PROXY",
            "LB_APT_PIPELINE", "LB_APT_SOURCE_ARCHIVES", "LB_CACHE", "LB_CACHE_INDICES", "LB_CACHE_PACKAGES",
            "LB_CACHE_STAGES", "LB_DEBCONF_FRONTEND", "LB_DEBCONF_PRIORITY", "APT_OPTIONS", "APTITUDE_OPTIONS",
            "GZIP_OPTIONS", "LB_UTC_TIME", "_BREAKPOINTS", "_DEBUG", "_COLOR", "_FORCE", "_QUIET", "_VERBOSE",
            "LB_IMAGE_NAME", "LB_BUILD_WITH_CHROOT", "LB_BUILD_WITH_TMPFS", "LB_ZSYNC", "LB_CHECKSUMS",
            "LB_COMPRESSION", "LB_SOURCE_IMAGES", "LB_BOOTAPPEND_INSTALL", "LB_DEBIAN_INSTALLER_DISTRIBUTION",
            "LB_PARENT_DEBIAN_INSTALLER_DISTRIBUTION", "LB_DEBIAN_INSTALLER_GUI", "LB_MIRROR_DEBIAN_INSTALLER",
            "LB_PARENT_MIRROR_DEBIAN_INSTALLER", "LB_FIRMWARE_BINARY", "LB_HDD_LABEL", "LB_HDD_SIZE",
            "LB_HDD_PARTITION_START", "LB_JFFS2_ERASEBLOCK", "LB_NET_TARBALL", "LB_SWAP_FILE_PATH",
            "LB_SWAP_FILE_SIZE", "LB_BINARY_FILESYSTEM", "LB_UNION_FILESYSTEM", "LB_DM_VERITY_FEC_ROOTS",
            "LB_DM_VERITY_SIGN", "LB_ONIE_KERNEL_CMDLINE", "LB_BOOTAPPEND_LIVE_FAILSAFE", "LB_ISO_PREPARER",
            "LB_MIRROR_BINARY", "LB_MIRROR_BINARY_SECURITY", "LB_PARENT_MIRROR_BINARY",
            "LB_PARENT_MIRROR_BINARY_SECURITY", "LB_APT_INDICES");
    /// Settings that are supported with one value alone, which is what live-build gives them by itself.
    private static final Map<String, Set<String>> ONLY = Map.ofEntries(Map.entry("LB_APT_SECURE", Set.of("true")),
            Map.entry("LB_INITRAMFS", Set.of("live-boot")), Map.entry("LB_INITSYSTEM", Set.of("systemd")),
            Map.entry("LB_INITRAMFS_COMPRESSION", Set.of("gzip")), Map.entry("LB_MODE", Set.of("debian")),
            Map.entry("LB_SYSTEM", Set.of("live")), Map.entry("LB_CHROOT_FILESYSTEM", Set.of("squashfs")),
            Map.entry("LB_INTERACTIVE", Set.of("false")), Map.entry("LB_BACKPORTS", Set.of("false")),
            Map.entry("LB_MEMTEST", Set.of("none")), Map.entry("LB_LOADLIN", Set.of("false")),
            Map.entry("LB_WIN32_LOADER", Set.of("false")), Map.entry("LB_ONIE", Set.of("false")),
            Map.entry("LB_DEBIAN_INSTALLER", Set.of("none", "false")), Map.entry("LB_DM_VERITY", Set.of("false")),
            Map.entry("LB_FIRMWARE_CHROOT", Set.of("false")), Map.entry("LB_SOURCE", Set.of("false")),
            Map.entry("LB_UEFI_SECURE_BOOT", Set.of("disable")));

    private final ShellSettings shell;
    private final Set<String> taken = new HashSet<>();

    LiveBuildSettings(ShellSettings shell) {
        this.shell = shell;
    }

    /// Whether there are any.
    boolean exist() {
        return !shell.isEmpty();
    }

    /// The first of these settings that is not empty.
    @Nullable
    String text(String... names) {
        String found = null;
        for (var name : names) {
            taken.add(name);
            var value = shell.values().get(name);
            if (found == null && value != null && !value.text().isEmpty()) {
                found = value.text();
            }
        }
        return found;
    }

    /// Takes those of these settings that have this value; the others stay unsupported.
    void same(String value, String... names) {
        for (var name : names) {
            var setting = shell.values().get(name);
            if (setting == null || setting.text().equals(value)) {
                taken.add(name);
            } else {
                taken.remove(name);
            }
        }
    }

    /// Whether a setting has this value; with another one it stays unsupported.
    boolean has(String name, String value) {
        var setting = shell.values().get(name);
        if (setting == null || !setting.text().equals(value)) {
            return false;
        }
        taken.add(name);
        return true;
    }

    /// As [#text], or what live-build has by itself.
    String textOr(String usual, String name) {
        var text = text(name);
        return text == null ? usual : text;
    }

    /// As [#textOr], if it is a text that is allowed.
    ///
    /// @throws RecipeException if it is another
    String checked(String usual, String name, Predicate<String> allowed) throws RecipeException {
        var text = textOr(usual, name);
        if (!allowed.test(text)) {
            throw bad(name, text);
        }
        return text;
    }

    /// A setting has a value that it cannot have.
    RecipeException bad(String name, String text) {
        var value = shell.values().get(name);
        return value == null
                ? new RecipeException(Reason.BAD_VALUE, "config", name + " = " + text)
                : new RecipeException(Reason.BAD_VALUE, value.path(), value.line(), name + " = " + text);
    }

    /// The words of a setting, which are separated by spaces or commas.
    List<String> words(String usual, String... names) {
        var text = text(names);
        return List.of((text == null ? usual : text).strip().split("[\\s,]+"));
    }

    /// The file that a setting is in, for what comes from it.
    String file(String name, String usual) {
        var value = shell.values().get(name);
        return value == null ? usual : value.path();
    }

    /// The line of a setting.
    int line(String name) {
        var value = shell.values().get(name);
        return value == null ? 0 : value.line();
    }

    /// All settings by their names without `LB_`, for the conditions of package lists.
    ///
    /// @param computed what live-build would compute
    Map<String, String> conditions(Map<String, String> computed) {
        var all = new TreeMap<>(computed);
        shell.values().forEach((name, value) -> {
            if (name.startsWith("LB_") && !value.text().isEmpty()) {
                all.put(name.substring(3), value.text());
            }
        });
        return new HashMap<>(all);
    }

    /// What was not taken, and has a value that means something else here.
    List<Unsupported> unsupported() {
        var unsupported = new ArrayList<Unsupported>();
        shell.values().forEach((name, value) -> {
            if (!taken.contains(name) && !WITHOUT_EFFECT.contains(name) && !value.text().isEmpty()
                    && !ONLY.getOrDefault(name, Set.of()).contains(value.text())) {
                unsupported.add(new Unsupported(value.path(), name + "=" + value.text(), true));
            }
        });
        shell.unreadable().forEach(value -> unsupported.add(new Unsupported(value.path(), value.text(), true)));
        return unsupported;
    }
}
