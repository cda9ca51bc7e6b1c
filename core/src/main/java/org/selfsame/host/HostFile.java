package org.selfsame.host;

import org.selfsame.tree.Metadata;

/// A file of the host that is being written. Different threads may write different ranges at one time.
interface HostFile {

    /// Writes bytes at `offset`; what is never written reads as zeros.
    void write(long offset, byte[] bytes, int from, int length) throws HostException;

    /// Gives the file its size and metadata and closes it. Closed even if this throws.
    ///
    /// @param written the end of the last byte that was written
    void finish(Metadata metadata, long size, long written) throws HostException;

    /// Closes the file as it is.
    void abandon();
}
