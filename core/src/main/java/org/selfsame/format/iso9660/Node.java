package org.selfsame.format.iso9660;

import java.util.List;
import org.selfsame.tree.Entry;

/// An entry together with the structures that describe it.
///
/// @param entry the entry
/// @param records its directory records, one a section
/// @param continuations the continuation areas of these records
/// @param rockRidge what the system use entries say
record Node(Entry entry, List<DirectoryRecord> records, List<Bytes> continuations, RockRidge rockRidge) {

    DirectoryRecord first() {
        return records.getFirst();
    }
}
