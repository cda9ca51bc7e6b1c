package org.selfsame.apt;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.ProofReport.Input;
import org.selfsame.apt.ProofReport.Reason;
import org.selfsame.apt.ProofReport.Rule;
import org.selfsame.content.Digest;
import org.selfsame.content.FileContent;
import org.selfsame.store.Store;
import org.selfsame.store.StoreException;
import org.selfsame.task.Task;

/// Files of the store, with a line in the report where one is not as it should be.
///
/// @param lines where lines go
record StoredFile(Store store, LockProof.Lines lines) {

    /// The file, verified; null if it was refused.
    ///
    /// @param size that it must have, or -1 for any
    @Nullable
    FileContent open(Digest digest, long size, Input input, Rule rule, Task task) throws IOException {
        FileContent file;
        try {
            file = store.open(digest, task);
        } catch (StoreException e) {
            lines.refuse(input, rule, e.reason() == StoreException.Reason.MISSING
                    ? Reason.NOT_STORED
                    : Reason.STORE_CHANGED, "found", digest.hex());
            return null;
        }
        if (size >= 0 && file.size() != size) {
            lines.refuse(input, rule, Reason.OTHER_SIZE, "expected", size, "found", file.size());
            file.close();
            return null;
        }
        return file;
    }
}
