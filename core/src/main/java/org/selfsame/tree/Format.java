package org.selfsame.tree;

import java.io.IOException;
import org.selfsame.content.Content;

/// A format that content can be opened as.
public interface Format {

    /// The name: lower case, stable, used in commands and documents.
    String name();

    /// Whether the content looks like this format, by its bytes alone. Cheap; a yes promises nothing.
    ///
    /// @throws IOException if the content cannot be read
    boolean recognizes(Content content) throws IOException;

    /// Opens the content.
    ///
    /// @throws FormatException if it breaks a rule of the format
    /// @throws IOException if it cannot be read
    Reader open(Content content, Limits limits) throws IOException;
}
