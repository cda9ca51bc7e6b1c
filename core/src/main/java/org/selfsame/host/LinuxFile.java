package org.selfsame.host;

import org.selfsame.tree.Metadata;

/// An open file, or the part of finishing that open directories share with files.
///
/// @param target what holds for all
/// @param where its place
/// @param descriptor the open file
/// @param permissions the permissions that it was made with, or -1 if its mode is not known to be these
record LinuxFile(LinuxTarget target, Where where, int descriptor, int permissions) implements HostFile {

    @Override
    public void write(long offset, byte[] bytes, int from, int length) throws HostException {
        LinuxCalls.forThread().write(descriptor, offset, bytes, from, length);
    }

    @Override
    public void finish(Metadata metadata, long size, long written) throws HostException {
        var calls = LinuxCalls.forThread();
        try {
            if (written < size) {
                calls.truncate(descriptor, size);
            }
            apply(calls, metadata);
        } finally {
            calls.close(descriptor);
        }
    }

    /// Gives owner, attributes, permissions and times, in the order in which one does not undo another: a change of
    /// owner clears set-id bits and capabilities, and a file without write permission takes no attributes.
    void apply(LinuxCalls calls, Metadata metadata) {
        boolean given = false;
        var owner = metadata.owner();
        if (!target.hasOwner(metadata, where) && owner != null) {
            given = true;
            attempt(Loss.What.OWNER, () -> calls.changeOwner(descriptor, owner.user(), owner.group()));
        }
        metadata.xattrs().forEach((name, value) -> {
            if (target.mayHave(name, where)) {
                attempt(Loss.What.ATTRIBUTE, () -> calls.setAttribute(descriptor, name, value));
            }
        });
        int wanted = target.permissions(metadata, where);
        if (wanted >= 0 && (given || wanted != permissions)) {
            attempt(Loss.What.PERMISSIONS, () -> calls.changeMode(descriptor, wanted));
        }
        if (metadata.modified() != null || metadata.accessed() != null) {
            attempt(Loss.What.TIMES,
                    () -> calls.changeTimes(descriptor, metadata.accessed(), metadata.modified()));
        }
    }

    private void attempt(Loss.What what, Attempt attempt) {
        attempt(target, where, what, attempt);
    }

    /// Runs `attempt`; its failure is a loss.
    static void attempt(LinuxTarget target, Where where, Loss.What what, Attempt attempt) {
        try {
            attempt.run();
        } catch (HostException _) {
            target.losses().add(what, where);
        }
    }

    /// A call that may fail without the entry being worthless.
    interface Attempt {
        void run() throws HostException;
    }

    @Override
    public void abandon() {
        try {
            LinuxCalls.forThread().close(descriptor);
        } catch (HostException _) {
            // the file is about to be removed
        }
    }
}
