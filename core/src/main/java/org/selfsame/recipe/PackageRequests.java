package org.selfsame.recipe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.selfsame.recipe.Recipe.Boot;
import org.selfsame.recipe.Recipe.Image;
import org.selfsame.recipe.Recipe.Named;
import org.selfsame.recipe.Recipe.Output;
import org.selfsame.recipe.Recipe.PackageRequest;
import org.selfsame.recipe.Recipe.Stage;
import org.selfsame.recipe.Recipe.Unsupported;

/// The packages that a recipe asks for, in lists and settings and by what it makes. Each once for a stage; who asks first
/// is named.
final class PackageRequests {
    private static final String BOOTSTRAP_OPTIONS = "DEBOOTSTRAP_OPTIONS";
    private static final String LEAST_VARIANT = "--variant=minbase";

    private final Settings settings;
    private final LiveBuildSettings liveBuild;
    private final Found found;
    private final String architecture;
    private final String suite;
    private final Map<String, PackageRequest> requests = new LinkedHashMap<>();
    private final List<Named> local = new ArrayList<>();

    PackageRequests(Settings settings, LiveBuildSettings liveBuild, Found found, String architecture, String suite) {
        this.settings = settings;
        this.liveBuild = liveBuild;
        this.found = found;
        this.architecture = architecture;
        this.suite = suite;
    }

    /// Whether recommended packages are installed: live-build does so by itself.
    boolean recommends() {
        var setting = liveBuild.textOr(String.valueOf(liveBuild.exist()), "LB_APT_RECOMMENDS");
        return Assembly.or(settings.packages().recommends(), setting.equals("true"));
    }

    /// The packages that lie in the recipe and are for this architecture, once [#all] was called.
    List<Named> local() {
        return local;
    }

    /// @throws org.selfsame.recipe.RecipeException if a list breaks a rule
    List<PackageRequest> all(Boot boot, Image image) throws IOException {
        base();
        var flavours = liveBuild.words(architecture.equals("i386") ? "686-pae" : architecture,
                "LB_LINUX_FLAVOURS_WITH_ARCH", "LB_LINUX_FLAVOURS");
        var kernels = liveBuild.words("linux-image", "LB_LINUX_PACKAGES");
        if (liveBuild.exist()) {
            kernels(kernels, flavours);
            for (var keyring : liveBuild.words("debian-archive-keyring", "LB_KEYRING_PACKAGES")) {
                add(keyring, Stage.SYSTEM, liveBuild.file("LB_KEYRING_PACKAGES", "config/chroot"),
                        liveBuild.line("LB_KEYRING_PACKAGES"));
            }
        }
        var conditions = liveBuild.conditions(Map.of("ARCHITECTURE", architecture, "ARCHITECTURES", architecture,
                "DISTRIBUTION", suite, "DISTRIBUTION_CHROOT", suite, "DISTRIBUTION_BINARY", suite, "MODE", "debian",
                "SYSTEM", "live", "LINUX_FLAVOURS", String.join(" ", flavours), "LINUX_PACKAGES",
                String.join(" ", kernels), "INITRAMFS", "live-boot"));
        for (var list : found.packageLists) {
            var parsed = PackageList.parse(list.name(), Layout.text(list.name(), list.content()), conditions);
            for (var line : parsed.packages()) {
                add(line.text(), Stage.SYSTEM, list.name(), line.number());
            }
            parsed.unsupported()
                    .forEach(line -> found.unsupported.add(new Unsupported(list.name(), line.text(), true)));
        }
        localPackages();
        fromToml();
        bootLoaders(boot, image);
        return List.copyOf(requests.values());
    }

    private void base() throws RecipeException {
        boolean least = liveBuild.has(BOOTSTRAP_OPTIONS, LEAST_VARIANT);
        var base = settings.packages().base();
        if (base == null && least) {
            // as debootstrap(8) has it: the required packages, and apt
            var list = liveBuild.file(BOOTSTRAP_OPTIONS, "config/common");
            put(new PackageRequest("?priority(required)", Stage.SYSTEM, list));
            add("apt", Stage.SYSTEM, list, liveBuild.line(BOOTSTRAP_OPTIONS));
        } else if (Assembly.or(base, liveBuild.exist() ? Settings.IMPORTANT : Settings.ESSENTIAL)
                .equals(Settings.IMPORTANT)) {
            var list = liveBuild.exist() ? "config/bootstrap" : TomlReader.FILE;
            for (var priority : List.of("required", "important")) {
                put(new PackageRequest("?priority(" + priority + ")", Stage.SYSTEM, list));
            }
        }
    }

    private void kernels(List<String> kernels, List<String> flavours) throws RecipeException {
        for (var kernel : kernels) {
            if (kernel.equals("none")) {
                continue;
            }
            for (var flavour : flavours) {
                add(kernel + "-" + flavour.replaceFirst(":.*", ""), Stage.SYSTEM,
                        liveBuild.file("LB_LINUX_PACKAGES", "config/chroot"), liveBuild.line("LB_LINUX_PACKAGES"));
            }
        }
    }

    /// As live-build does, all packages that lie in the recipe are installed.
    private void localPackages() throws RecipeException {
        for (var file : found.localPackages) {
            var name = file.name().substring(file.name().lastIndexOf('/') + 1);
            if (name.endsWith("_all.deb") || name.endsWith("_" + architecture + ".deb")) {
                local.add(file);
                add(name.substring(0, name.indexOf('_')), Stage.SYSTEM, file.name(), 0);
            } else {
                found.unsupported.add(new Unsupported(file.name(), "package of another architecture", false));
            }
        }
    }

    private void fromToml() throws RecipeException {
        var packages = settings.packages();
        for (var spec : packages.system()) {
            add(spec, Stage.SYSTEM, TomlReader.FILE, packages.line());
        }
        for (var spec : packages.image()) {
            add(spec, Stage.IMAGE, TomlReader.FILE, packages.line());
        }
        for (var spec : packages.build()) {
            add(spec, Stage.BUILD, TomlReader.FILE, packages.line());
        }
    }

    /// What an image needs to start.
    private void bootLoaders(Boot boot, Image image) throws RecipeException {
        boolean iso = image.outputs().contains(Output.ISO);
        boolean usb = image.outputs().contains(Output.USB);
        if (boot.bios() && iso) {
            add("isolinux", Stage.IMAGE, TomlReader.FILE, 0);
            add("syslinux-common", Stage.IMAGE, TomlReader.FILE, 0);
        }
        if (boot.bios() && usb) {
            add("grub-pc-bin", Stage.IMAGE, TomlReader.FILE, 0);
        }
        if (boot.uefi() && (iso || usb)) {
            add("grub-efi-" + architecture.replace("i386", "ia32") + "-bin", Stage.IMAGE, TomlReader.FILE, 0);
        }
    }

    private void add(String spec, Stage stage, String list, int line) throws RecipeException {
        put(new PackageRequest(PackageNames.check(spec, list, line), stage, list));
    }

    private void put(PackageRequest request) {
        requests.putIfAbsent(request.stage() + " " + request.spec(), request);
    }
}
