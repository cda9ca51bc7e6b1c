package org.selfsame.app.window.desktop;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a screen may ask of the desktop. All methods run on the JavaFX thread.
public interface Desktop {

    /// Lets the user choose one or more files; empty if none.
    List<Path> chooseFiles(String title);

    /// Lets the user choose one file; empty if none.
    Optional<Path> chooseFile(String title);

    /// Lets the user choose a folder; empty if none.
    Optional<Path> chooseDirectory(String title);

    /// Lets the user choose where to save; empty if nowhere.
    ///
    /// @param kinds what it can be saved as, the usual one first
    Optional<Path> chooseTarget(String title, String suggestedName, List<Kind> kinds);

    /// Shows a web page in the user's browser, or a folder in what the user looks at folders with. Nothing is fetched unless the user asks.
    void browse(String address);

    /// Puts text on the clipboard.
    void copy(String text);

    /// A kind of file.
    ///
    /// @param name for people
    /// @param extension without the dot
    record Kind(String name, String extension) {}
}
