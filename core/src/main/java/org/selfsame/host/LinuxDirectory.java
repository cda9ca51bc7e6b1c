package org.selfsame.host;

import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// An open directory on Linux. Everything is made relative to the open directory, so that neither a rename nor a
/// symbolic link can lead elsewhere.
record LinuxDirectory(LinuxTarget target, Where where, int descriptor) implements HostDirectory {
    private static final int PRIVATE_FILE = 0600;
    private static final int PRIVATE_DIRECTORY = 0700;
    private static final int DEFAULT_FILE = 0666;
    private static final int DEFAULT_DIRECTORY = 0777;

    @Override
    public HostDirectory makeDirectory(Name name) throws HostException {
        var calls = LinuxCalls.forThread();
        calls.makeDirectory(descriptor, name, PRIVATE_DIRECTORY);
        return new LinuxDirectory(target, where.child(name), calls.openDirectory(descriptor, name));
    }

    @Override
    public HostDirectory openDirectory(Name name) throws HostException {
        return new LinuxDirectory(target, where.child(name),
                LinuxCalls.forThread().openDirectory(descriptor, name));
    }

    @Override
    public HostFile makeFile(Entry.File file) throws HostException {
        var place = where.child(file.name());
        int wanted = file.metadata().permissions();
        var calls = LinuxCalls.forThread();
        if (wanted < 0) {
            return new LinuxFile(target, place, calls.createFile(descriptor, file.name(), DEFAULT_FILE), -1);
        }
        if (target.givesAtOnce(wanted) && file.metadata().xattrs().isEmpty()) {
            return new LinuxFile(target, place, calls.createFile(descriptor, file.name(), wanted), wanted);
        }
        return new LinuxFile(target, place, calls.createFile(descriptor, file.name(), PRIVATE_FILE), -1);
    }

    @Override
    public void makeSymlink(Entry.Symlink link) throws HostException {
        LinuxCalls.forThread().makeSymlink(descriptor, link.name(), link.target());
        applyTo(link, false);
    }

    @Override
    public boolean makeSpecial(Entry special) throws HostException {
        var place = where.child(special.name());
        var calls = LinuxCalls.forThread();
        switch (special) {
            case Entry.Device device -> {
                if (!target.privileged()) {
                    target.losses().add(Loss.What.DEVICE, place);
                    return false;
                }
                int type = device.block() ? LinuxCalls.BLOCK_DEVICE : LinuxCalls.CHARACTER_DEVICE;
                calls.makeNode(descriptor, device.name(), type | PRIVATE_FILE, device.major(), device.minor());
            }
            case Entry.Fifo fifo ->
                calls.makeNode(descriptor, fifo.name(), LinuxCalls.FIFO | PRIVATE_FILE, 0, 0);
            case Entry.Socket socket ->
                calls.makeNode(descriptor, socket.name(), LinuxCalls.SOCKET | PRIVATE_FILE, 0, 0);
            case Entry.Directory _,Entry.File _,Entry.Symlink _ ->
                throw new IllegalArgumentException("not special");
        }
        applyTo(special, true);
        return true;
    }

    private void applyTo(Entry entry, boolean hasMode) {
        var calls = LinuxCalls.forThread();
        var name = entry.name();
        var metadata = entry.metadata();
        var place = where.child(name);
        var owner = metadata.owner();
        if (!target.hasOwner(metadata, place) && owner != null) {
            LinuxFile.attempt(target, place, Loss.What.OWNER,
                    () -> calls.changeOwner(descriptor, name, owner.user(), owner.group()));
        }
        metadata.xattrs().forEach((attribute, value) -> {
            if (target.mayHave(attribute, place)) {
                LinuxFile.attempt(target, place, Loss.What.ATTRIBUTE,
                        () -> calls.setAttribute(descriptor, name, attribute, value));
            }
        });
        if (hasMode) {
            int permissions = metadata.permissions() < 0
                    ? DEFAULT_FILE & ~target.umask()
                    : target.permissions(metadata, place);
            LinuxFile.attempt(target, place, Loss.What.PERMISSIONS,
                    () -> calls.changeMode(descriptor, name, permissions));
        }
        if (metadata.modified() != null || metadata.accessed() != null) {
            LinuxFile.attempt(target, place, Loss.What.TIMES,
                    () -> calls.changeTimes(descriptor, name, metadata.accessed(), metadata.modified()));
        }
    }

    @Override
    public void makeLink(Where existing, Name name) throws HostException {
        var calls = LinuxCalls.forThread();
        if (existing.isDirectlyIn(where)) {
            calls.makeLink(descriptor, existing.name().bytes(), descriptor, name);
        } else {
            inDirectoryOf(existing, there -> calls.makeLink(there, existing.name().bytes(), descriptor, name));
        }
    }

    @Override
    public void remove(Where made) throws HostException {
        if (made.isDirectlyIn(where)) {
            LinuxCalls.forThread().remove(descriptor, made.name().bytes());
        } else {
            inDirectoryOf(made, there -> LinuxCalls.forThread().remove(there, made.name().bytes()));
        }
    }

    /// Goes from the target down to the directory of `entry`, step by step: a directory on the way that was there before
    /// may be someone else's, who could have put a symbolic link in its place.
    private void inDirectoryOf(Where entry, InDirectory work) throws HostException {
        var calls = LinuxCalls.forThread();
        int at = target.root();
        try {
            for (var step : entry.directories()) {
                int next = calls.findDirectory(at, step);
                if (at != target.root()) {
                    calls.close(at);
                }
                at = next;
            }
            work.with(at);
        } finally {
            if (at != target.root()) {
                calls.close(at);
            }
        }
    }

    private interface InDirectory {
        void with(int directory) throws HostException;
    }

    @Override
    public void leave() throws HostException {
        LinuxCalls.forThread().close(descriptor);
    }

    @Override
    public void finish(Metadata metadata) throws HostException {
        var calls = LinuxCalls.forThread();
        try {
            var itself = new LinuxFile(target, where, descriptor, -1);
            if (metadata.permissions() < 0 && !where.isTarget()) {
                var open = DEFAULT_DIRECTORY & ~target.umask();
                LinuxFile.attempt(target, where, Loss.What.PERMISSIONS, () -> calls.changeMode(descriptor, open));
            }
            itself.apply(calls, metadata);
        } finally {
            calls.close(descriptor);
        }
    }
}
