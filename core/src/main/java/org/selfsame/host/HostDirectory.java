package org.selfsame.host;

import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A directory of the host that entries are made in. Whatever is made must not have been there before, no symbolic
/// link is ever followed, and names were checked to be plain ([Name#isPlain]). Metadata that cannot be kept is
/// reported as a loss, not thrown.
///
/// Different threads may use it at one time.
interface HostDirectory {

    /// Where it is.
    Where where();

    /// Makes a directory that only we can enter until it is finished.
    HostDirectory makeDirectory(Name name) throws HostException;

    /// Opens a directory that was there before. It may be anything but a symbolic link, and others may use it meanwhile.
    HostDirectory openDirectory(Name name) throws HostException;

    /// Makes an empty file.
    HostFile makeFile(Entry.File file) throws HostException;

    /// Makes a symbolic link, with its metadata.
    void makeSymlink(Entry.Symlink link) throws HostException;

    /// Makes a device, FIFO or socket, with its metadata.
    ///
    /// @return false if this host or user cannot, which is reported as a loss
    boolean makeSpecial(Entry special) throws HostException;

    /// Makes a further name of an entry that was made before.
    void makeLink(Where existing, Name name) throws HostException;

    /// Removes what was made by `where`, if it is no directory.
    void remove(Where where) throws HostException;

    /// Closes the directory, which stays as it is.
    void leave() throws HostException;

    /// Sets the metadata of the directory itself, now that nothing will be made in it any more, and closes it.
    void finish(Metadata metadata) throws HostException;
}
