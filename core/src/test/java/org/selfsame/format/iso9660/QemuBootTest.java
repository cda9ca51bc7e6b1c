package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.format.disk.DiskOptions;
import org.selfsame.format.grub.CoreWriter;
import org.selfsame.pack.UsbImage;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Tree;

/// Starts images that we write in QEMU, without KVM, up to a line that their own init prints: a kernel, isolinux and GRUB
/// of Debian packages, and an init of one system call.
@Tag("slow")
class QemuBootTest {
    private static final String LINE = "selfsame: started by its own init";
    private static final String KERNEL = "/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64/linux";
    private static final String FIRMWARE = "/usr/share/OVMF/OVMF_CODE_4M.fd";
    private static final String VARIABLES = "/usr/share/OVMF/OVMF_VARS_4M.fd";
    private static final Path GRUB_BIOS = Path.of("/usr/lib/grub/i386-pc");
    private static final String APPEND = "console=ttyS0 quiet panic=-1";
    private static final String GRUB = """
            search --file --set=root /boot/linux
            linux /boot/linux %s
            initrd /boot/initrd.gz
            boot
            """.formatted(APPEND);
    private static final String ISOLINUX = """
            default linux
            prompt 0
            label linux
            kernel /boot/linux
            append initrd=/boot/initrd.gz %s
            """.formatted(APPEND);
    private static final List<String> MODULES = List.of("normal", "iso9660", "search", "search_fs_file", "linux",
            "boot",
            "part_gpt", "part_msdos", "fat");
    /// Emulated, on a machine that does other things beside.
    private static final int SECONDS = 240;

    @TempDir
    private static Path directory;

    private static byte[] fat = {};
    private static Tree tree = new Tree(BootSamples.directory(""));

    @BeforeAll
    static void build() throws IOException {
        Tool.require("qemu-system-x86_64", "gcc", "cpio", "gzip", "grub-mkimage", "mkfs.fat", "mcopy", "mmd");
        Tool.requireFile("/usr/lib/grub/x86_64-efi/kernel.img", "grub-efi-amd64-bin");
        Tool.requireFile("/usr/lib/grub/i386-pc/cdboot.img", "grub-pc-bin");
        Tool.requireFile(FIRMWARE, "ovmf");
        var kernel = Files.readAllBytes(Tool.requireFile(KERNEL, "debian-installer-12-netboot-amd64"));
        Files.writeString(directory.resolve("grub.cfg"), GRUB);
        tree = new Tree(BootSamples.directory("",
                BootSamples.directory("boot", BootSamples.file("linux", kernel),
                        BootSamples.file("initrd.gz", initrd()),
                        BootSamples.file("efi.img", efi()), BootSamples.file("bios.img", grub("i386-pc-eltorito",
                                "biosdisk"))),
                BootSamples.directory("isolinux", BootSamples.file("isolinux.bin", BootSamples.isolinux()),
                        BootSamples.file("isolinux.cfg", ISOLINUX.getBytes(StandardCharsets.UTF_8)),
                        BootSamples.file("ldlinux.c32", Files.readAllBytes(Tool.requireFile(
                                "/usr/lib/syslinux/modules/bios/ldlinux.c32", "syslinux-common"))))));
        fat = efi();
    }

    private static byte[] initrd() throws IOException {
        var root = Files.createDirectories(directory.resolve("initrd"));
        Files.writeString(directory.resolve("init.c"), """
                #include <unistd.h>
                int main(void) {
                    static const char line[] = "%s\\n";
                    write(1, line, sizeof line - 1);
                    for (;;) pause();
                }
                """.formatted(LINE));
        Tool.run(directory, "gcc", "-static", "-Os", "-o", root.resolve("init").toString(), "init.c");
        Tool.run(root, "sh", "-c", "echo init | cpio -o -H newc | gzip -n >../initrd.gz");
        return Files.readAllBytes(directory.resolve("initrd.gz"));
    }

    private static byte[] grub(String form, String... modules) throws IOException {
        var image = directory.resolve(form + ".img");
        var command = new ArrayList<>(
                List.of("grub-mkimage", "-O", form, "-o", image.toString(), "-p", "/boot/grub", "-c",
                        directory.resolve("grub.cfg").toString()));
        command.addAll(MODULES);
        command.addAll(List.of(modules));
        Tool.run(directory, command.toArray(String[]::new));
        return Files.readAllBytes(image);
    }

    private static byte[] efi() throws IOException {
        var image = Files.write(directory.resolve("efi.img"), new byte[0]);
        Files.write(directory.resolve("BOOTX64.EFI"), grub("x86_64-efi"));
        Files.delete(image);
        Tool.run(directory, "mkfs.fat", "-C", "--invariant", image.toString(), "2048");
        Tool.run(directory, "mmd", "-i", image.toString(), "::EFI", "::EFI/BOOT");
        Tool.run(directory, "mcopy", "-i", image.toString(), "BOOTX64.EFI", "::EFI/BOOT/");
        return Files.readAllBytes(image);
    }

    private static IsoOptions options(String form) throws IOException {
        var isolinux = BootImage.isolinux("isolinux/isolinux.bin");
        var grub = BootImage.grub("boot/bios.img");
        return switch (form) {
            // what Debian's live images are, without a GPT
            case "isolinux-mbr" -> options(List.of(isolinux, BootImage.efi("boot/efi.img")),
                    Hybrid.of(Hybrid.Loader.ISOLINUX, BootSamples.isohdpfx(), Hybrid.Table.MBR));
            case "isolinux-gpt" -> options(List.of(isolinux, BootImage.efi("boot/efi.img")),
                    Hybrid.of(Hybrid.Loader.ISOLINUX, BootSamples.isohdpfx(), Hybrid.Table.GPT));
            // what grub-mkrescue makes
            default -> options(List.of(grub, BootImage.appendedEfi()),
                    Hybrid.of(Hybrid.Loader.GRUB, BootSamples.grubHybrid(), Hybrid.Table.GPT)
                            .withAppended(new BytesContent(fat)).withPartitionOffset());
        };
    }

    private static IsoOptions options(List<BootImage> images, Hybrid hybrid) {
        return BootSamples.options(new ElTorito("boot/boot.cat", images)).hybrid(hybrid).padding(150).build();
    }

    @ParameterizedTest
    @CsvSource({"isolinux-mbr, bios, cdrom", "isolinux-mbr, bios, disk", "isolinux-mbr, uefi, cdrom",
            "isolinux-mbr, uefi, disk", "isolinux-gpt, bios, disk", "isolinux-gpt, uefi, disk", "grub-gpt, bios, cdrom",
            "grub-gpt, bios, disk", "grub-gpt, uefi, cdrom", "grub-gpt, uefi, disk"})
    void starts(String form, String firmware, String medium) throws IOException {
        var image = BootSamples.write(directory.resolve(form + ".iso"), tree, options(form));
        assertThat(printed(image, firmware, medium)).contains(LINE);
    }

    private static String printed(Path image, String firmware, String medium) throws IOException {
        var command = new ArrayList<>(List.of("qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", "max", "-m",
                "512",
                "-display", "none", "-monitor", "none", "-serial", "stdio", "-nic", "none", "-no-reboot", "-drive",
                "file=" + image + ",format=raw,readonly=on,media=" + medium
                        + (medium.equals("disk") ? ",if=virtio" : "")));
        if (firmware.equals("uefi")) {
            var variables = directory.resolve("variables.fd");
            Files.deleteIfExists(variables);
            Files.copy(Tool.requireFile(VARIABLES, "ovmf"), variables);
            command.addAll(List.of("-drive", "if=pflash,unit=0,format=raw,readonly=on,file=" + FIRMWARE, "-drive",
                    "if=pflash,unit=1,format=raw,file=" + variables));
        }
        return lines(command);
    }

    @ParameterizedTest
    @CsvSource({"bios", "uefi"})
    void startsFromAUsbImage(String firmware) throws IOException {
        var efi = Files.readAllBytes(directory.resolve("BOOTX64.EFI"));
        var modules = new ArrayList<Entry>();
        for (var name : Tool.run(GRUB_BIOS, "sh", "-c", "ls *.mod *.lst").out().lines().toList()) {
            modules.add(BootSamples.file(name, Files.readAllBytes(GRUB_BIOS.resolve(name))));
        }
        var menu = BootSamples.directory("grub", BootSamples.file("grub.cfg", GRUB.getBytes(StandardCharsets.UTF_8)),
                BootSamples.directory("i386-pc", modules.toArray(Entry[]::new)));
        var boot = new ArrayList<>(((Entry.Directory) tree.find("boot").orElseThrow()).children());
        boot.add(menu);
        var stick = new Tree(BootSamples.directory("", BootSamples.directory("boot", boot.toArray(Entry[]::new)),
                BootSamples.directory("EFI", BootSamples.directory("BOOT", BootSamples.file("BOOTX64.EFI", efi)))));
        var core = new ArrayList<Content>();
        for (var module : List.of("biosdisk", "part_gpt", "fshelp", "fat")) {
            core.add(part(module + ".mod"));
        }
        var parts = new CoreWriter.Parts(part("diskboot.img"), part("lzma_decompress.img"), part("kernel.img"), core);
        var options = UsbImage.Options.of(UsbImage.usualSize(stick), BootSamples.TIME, "STICK", 7).starting(
                new BytesContent(CoreWriter.bootCode(part("boot.img"), DiskOptions.CORE)),
                new BytesContent(CoreWriter.core(parts, "(,gpt1)/boot/grub", DiskOptions.CORE)));
        var image = directory.resolve("usb.img");
        try (var out = new BufferedOutputStream(Files.newOutputStream(image))) {
            UsbImage.write(stick, options, out, Task.silent());
        }
        assertThat(printed(image, firmware, "disk")).contains(LINE);
    }

    private static Content part(String name) throws IOException {
        return new BytesContent(Files.readAllBytes(GRUB_BIOS.resolve(name)));
    }

    /// What the machine prints, up to the line that is waited for.
    private static String lines(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            return CompletableFuture.supplyAsync(() -> readUntilLine(process)).get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(String.join(" ", command), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String readUntilLine(Process process) {
        var printed = new StringBuilder();
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                printed.append(line).append('\n');
                if (line.contains(LINE)) {
                    break;
                }
            }
        } catch (IOException e) {
            printed.append(e);
        }
        return printed.toString();
    }
}
