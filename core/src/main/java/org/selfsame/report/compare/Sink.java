package org.selfsame.report.compare;

import java.io.IOException;
import java.util.List;

/// A form in which prose is written. Whatever it is given is harmless already; it escapes what means something to it.
interface Sink {

    /// The title of all.
    void title(String text) throws IOException;

    /// The title of a section.
    void heading(String text) throws IOException;

    void paragraph(String text) throws IOException;

    /// An item of a list.
    ///
    /// @param level 0 for the outermost
    /// @param literal a path or another name, to be told from words; may be empty
    void item(int level, String literal, String text) throws IOException;

    /// Lines as they are, below an item of this level.
    void lines(int level, List<String> lines) throws IOException;
}
