package org.selfsame.format.tar;

import java.io.IOException;
import java.util.List;

/// Is told by a [TarScan] what lies where, in the order of the archive.
interface ScanListener {

    /// A header that says something about others: pax' or GNU's.
    ///
    /// @param dataLength bytes behind the header, without the padding
    /// @param records those of pax, else none
    /// @throws IOException to end the scan
    default void extension(TarHeader header, long dataLength, List<PaxRecord> records) throws IOException {}

    /// A member with its header.
    ///
    /// @param mapOffset where the map of its sparse file begins, in blocks of its own
    /// @param mapLength bytes of these blocks, 0 for none
    /// @throws IOException to end the scan
    default void member(TarHeader header, Member member, long mapOffset, long mapLength) throws IOException {}

    /// Something behind a header that the length of an entry does not fill its last block.
    ///
    /// @throws IOException to end the scan
    default void padding(long offset, long length) throws IOException {}

    /// Blocks of zeros, which end an archive.
    ///
    /// @throws IOException to end the scan
    default void zeros(long offset, long length) throws IOException {}

    /// Bytes where a header should be, up to the next one.
    ///
    /// @throws IOException to end the scan
    default void damaged(long offset, long length) throws IOException {}

    /// Something odd; `code` without the name of the format.
    default void anomaly(String code, long offset, String detail) {}

    /// The end, with the global records.
    default void end(Extensions extensions) {}
}
