package org.selfsame.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FileContent;
import org.selfsame.format.squashfs.SquashfsOptions;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.host.NewFile;
import org.selfsame.process.MissingProgramException;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.tree.Tree;

/// A sandbox in a virtual machine of QEMU. It needs no privileges on the host. The guest is put together of the packages
/// of [MachineParts]; it has no network device, finds the root's archive and the inputs on read-only disks, and talks
/// through serial ports. Its clock is its own: this backend can set it to any time.
///
/// KVM is used only where a guest was seen to start under it; else QEMU translates the instructions.
public final class VmSandbox implements Sandbox {
    private static final Duration BOOT = Duration.ofMinutes(5);
    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final Path KVM = Path.of("/dev/kvm");
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final long LEAST_MEMORY = 256 << 20;
    private static final int MOST_PROCESSORS = 255;
    /// How much a disk's file system needs beside what lies in it: its tables, and the last blocks of the files.
    private static final int DISK_OVERHEAD = 8;

    private final MachineParts parts;
    private final Store store;
    private final Path scratch;
    private @Nullable Accelerator accelerator;

    /// @param parts what the machine is made of
    /// @param store where the guest's kernel and first files are kept once they were made
    /// @param scratch a directory for what a running machine needs, on a file system with room for the root and the
    ///         inputs; its path must be short, since sockets are made below it
    public VmSandbox(MachineParts parts, Store store, Path scratch) {
        this.parts = parts;
        this.store = store;
        this.scratch = scratch.toAbsolutePath();
    }

    /// What its machines run on. Where the host has KVM, and nothing is known of it since the host was started, a machine is
    /// started to see; that takes ten seconds at most. Machines that hang under KVM, as on many a host that is a virtual
    /// machine itself, are known by that.
    ///
    /// @throws MissingProgramException if there is no QEMU
    /// @throws IOException if the packages or the scratch directory cannot be used
    /// @throws CancellationException if the task was cancelled
    public synchronized Accelerator accelerator(Task task) throws IOException {
        var known = accelerator;
        if (known == null) {
            known = Files.isReadable(KVM) && Files.isWritable(KVM) && remembered(task)
                    ? Accelerator.KVM
                    : Accelerator.TCG;
            accelerator = known;
        }
        return known;
    }

    /// Whether machines start under KVM, from the file that says it for one start of the host, or by starting one.
    private boolean remembered(Task task) throws IOException {
        var file = scratch.resolve("kvm");
        var boot = Files.isReadable(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "";
        if (Files.isRegularFile(file) && !boot.isEmpty()) {
            var said = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (said.equals(boot + " true") || said.equals(boot + " false")) {
                return said.endsWith("true");
            }
        }
        boolean starts = starts(task);
        try (var written = NewFile.create(file, true)) {
            written.channel().write(StandardCharsets.US_ASCII.encode(boot + " " + starts));
            written.complete();
        }
        return starts;
    }

    private boolean starts(Task task) throws IOException {
        var directory = Scratch.make(scratch);
        try {
            var files = GuestImage.of(parts, store, directory.path(), task);
            var machine = new Qemu.Machine(Accelerator.KVM, files.kernel(), files.initrd(), LEAST_MEMORY, 1,
                    Instant.EPOCH, List.of(), Guest.PORTS);
            try (var guest = Guest.start(Qemu.find(directory.path(), task), machine, directory.path())) {
                guest.driver(PROBE, task);
                return true;
            } catch (SandboxException _) {
                return false;
            }
        } finally {
            directory.remove();
        }
    }

    @Override
    public Session open(Setup setup, Task task) throws IOException {
        var machines = accelerator(task);
        var directory = Scratch.make(scratch);
        try {
            var guest = start(setup, machines, directory.path(), task);
            try {
                return new VmSession(guest, guest.driver(BOOT, task), setup, directory)
                        .filled(setup.root() instanceof FileContent, task);
            } catch (IOException | RuntimeException e) {
                guest.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            directory.remove();
            throw e;
        }
    }

    private Guest start(Setup setup, Accelerator machines, Path directory, Task task) throws IOException {
        var files = GuestImage.of(parts, store, directory, task);
        var disks = new ArrayList<Qemu.Disk>();
        disks.add(new Qemu.Disk("scratch", sparse(directory.resolve("scratch"), setup), true));
        if (setup.root() instanceof FileContent file) {
            disks.add(new Qemu.Disk("root", file.path().toAbsolutePath(), false));
        }
        if (setup.inputs() != null) {
            disks.add(new Qemu.Disk("inputs", image(directory.resolve("inputs"), setup.inputs(), task), false));
        }
        var surroundings = setup.surroundings();
        int processors = surroundings.processors() == 0
                ? Runtime.getRuntime().availableProcessors()
                : surroundings.processors();
        var machine = new Qemu.Machine(machines, files.kernel(), files.initrd(),
                Math.max(LEAST_MEMORY, setup.limits().memoryBytes()), Math.min(processors, MOST_PROCESSORS),
                Instant.now().plus(surroundings.clockOffset()), disks, Guest.PORTS);
        return Guest.start(Qemu.find(directory, task), machine, directory);
    }

    /// A file that takes no room until it is written.
    private static Path sparse(Path path, Setup setup) throws IOException {
        long bytes = setup.limits().rootBytes();
        long size = setup.surroundings().disk() ? bytes + bytes / DISK_OVERHEAD : bytes;
        try (var file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            file.write(ByteBuffer.allocate(1), Math.max(size, 1 << 20) - 1);
        }
        return path;
    }

    private static Path image(Path path, Tree tree, Task task) throws IOException {
        var options = SquashfsOptions.of(Instant.EPOCH).with().uncompressed().sharing(false)
                .xattrs(SquashfsOptions.Xattrs.STORABLE).build();
        try (var file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SquashfsWriter.write(tree, file, options, task);
        }
        return path;
    }
}
