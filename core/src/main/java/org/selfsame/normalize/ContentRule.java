package org.selfsame.normalize;

import java.io.IOException;
import java.util.Optional;
import org.selfsame.content.Content;

/// A rule for the bytes of one file, or of a member of one. Implementations have no state.
public non-sealed interface ContentRule extends Rule {

    /// Whether the rule is for content that begins like this, whatever its name. Cheap; a yes promises nothing.
    ///
    /// @throws IOException if the content cannot be read
    boolean recognizes(Content content) throws IOException;

    /// The content as it should be; empty if it is that already.
    ///
    /// @throws LeftAloneException if it must not be touched, or cannot be
    /// @throws FormatException if it breaks a rule of its format; it is left alone then
    /// @throws IOException if it cannot be read
    Optional<Content> apply(Content content, Work work) throws IOException;

    /// Reads both and compares what they hold.
    ///
    /// @param work the same that made `after`
    /// @throws LeftAloneException if something else than what the rule may change differs
    /// @throws FormatException if `after` cannot be read
    /// @throws IOException if one cannot be read
    void prove(Content before, Content after, Work work) throws IOException;
}
