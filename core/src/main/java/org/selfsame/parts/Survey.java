package org.selfsame.parts;

import java.io.IOException;

/// One run over a content that tells its parts. A run belongs to one thread and may keep what it read in fields.
public interface Survey {

    /// Tells the headers and the facts. Called when the content is opened, and at the start of each run.
    ///
    /// @throws FormatException if the content is not of this format; it cannot be opened then
    /// @throws IOException if it cannot be read
    void head(Parts parts) throws IOException;

    /// Tells the rest, after [#head].
    ///
    /// @throws FormatException if a rule is broken; what was told before stays, and the rest of the content is unknown
    /// @throws IOException if it cannot be read
    void body(Parts parts) throws IOException;
}
