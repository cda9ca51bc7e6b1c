package org.selfsame.sandbox;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.selfsame.process.MissingProgramException;
import org.selfsame.process.Program;
import org.selfsame.task.Task;

/// QEMU on this computer, and how it is called. Source: qemu(1) 7.2.
///
/// @param program where it is
/// @param confined whether it can give up what it does not need of the host (`-sandbox`)
record Qemu(Program program, boolean confined) {
    private static final String NAME = "qemu-system-x86_64";
    private static final String CONFINE = "-sandbox";
    /// Without the instructions that copy and clear memory fast: TCG does them a byte at a time.
    private static final String TCG_PROCESSOR = "max,erms=off,fsrm=off";
    /// On a busy host a timer that is tested may seem not to work, and then a kernel gives up: `no_timer_check`.
    private static final String KERNEL_OPTIONS = "console=ttyS0 quiet panic=-1 no_timer_check mitigations=off";
    private static final long MEBIBYTE = 1 << 20;
    /// `clock=host` would be what it is anyway; seconds are all that it takes.
    private static final DateTimeFormatter RTC = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")
            .withZone(ZoneOffset.UTC);

    /// A disk of a guest.
    ///
    /// @param serial what the guest finds it by
    /// @param file its bytes
    /// @param writable whether the guest may change it
    record Disk(String serial, Path file, boolean writable) {}

    /// What a machine consists of.
    ///
    /// @param accelerator what runs its processors
    /// @param kernel the kernel
    /// @param initrd the archive that it starts from
    /// @param memory bytes of memory
    /// @param processors how many
    /// @param clock what its clock says when it starts
    /// @param disks its disks
    /// @param ports the names of its serial ports: sockets in the working directory
    record Machine(Accelerator accelerator, Path kernel, Path initrd, long memory, int processors, Instant clock,
            List<Disk> disks, List<String> ports) {}

    /// The one of this computer.
    ///
    /// @throws MissingProgramException if there is none
    /// @throws IOException if it does not start
    static Qemu find(Path directory, Task task) throws IOException {
        var program = Program.named(NAME, "qemu-system-x86");
        var help = new ByteArrayOutputStream();
        program.run(new Program.Call(List.of("-help"), Map.of("LC_ALL", "C"), directory), InputStream.nullInputStream(),
                help, task);
        return new Qemu(program, help.toString(StandardCharsets.UTF_8).contains("\n" + CONFINE + " on"));
    }

    /// The arguments that start a machine without network, screen or anything else that it is not told to have.
    List<String> arguments(Machine machine) {
        var arguments = new ArrayList<>(List.of("-nodefaults", "-no-user-config", "-display", "none", "-nic", "none",
                "-no-reboot", "-machine", "q35", "-cpu",
                machine.accelerator == Accelerator.KVM ? "max" : TCG_PROCESSOR, "-accel",
                machine.accelerator == Accelerator.KVM ? "kvm" : "tcg,thread=multi",
                "-smp", Integer.toString(machine.processors), "-m", machine.memory / MEBIBYTE + "M",
                "-rtc", "base=" + RTC.format(machine.clock), "-kernel", machine.kernel.toString(),
                "-initrd", machine.initrd.toString(), "-append", KERNEL_OPTIONS,
                "-serial", "stdio", "-object", "rng-builtin,id=rng", "-device", "virtio-rng-pci,rng=rng",
                "-device", "virtio-serial-pci"));
        if (confined) {
            arguments.addAll(List.of(CONFINE,
                    "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"));
        }
        for (var port : machine.ports) {
            arguments.addAll(List.of("-chardev", "socket,id=" + port + ",path=" + port, "-device",
                    "virtserialport,chardev=" + port + ",name=" + port));
        }
        for (var disk : machine.disks) {
            arguments.addAll(List.of("-blockdev", block(disk), "-device",
                    "virtio-blk-pci,drive=" + disk.serial + ",serial=" + disk.serial));
        }
        return arguments;
    }

    /// As JSON, in which a path may have commas.
    private static String block(Disk disk) {
        var file = new JsonObject();
        file.addProperty("driver", "file");
        file.addProperty("filename", disk.file.toString());
        if (!disk.writable) {
            // nothing of the host's is locked
            file.addProperty("locking", "off");
        }
        var cache = new JsonObject();
        // a disk that the guest writes lives no longer than it
        cache.addProperty("no-flush", disk.writable);
        var block = new JsonObject();
        block.addProperty("driver", "raw");
        block.addProperty("node-name", disk.serial);
        block.addProperty("read-only", !disk.writable);
        block.add("cache", cache);
        block.add("file", file);
        return block.toString();
    }
}
