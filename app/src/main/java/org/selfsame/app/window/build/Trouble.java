package org.selfsame.app.window.build;

import java.util.List;

/// Why something did not work, in words.
///
/// @param title the answer in a few words
/// @param sentence which input, and what is wrong with it
/// @param advice what to do; may be empty
/// @param details further lines as they came: of a log, of another program
/// @param fix what a button can do about it
record Trouble(String title, String sentence, String advice, List<String> details, Fix fix) {
    /// Copies the list.
    Trouble {
        details = List.copyOf(details);
    }

    /// What a button can do.
    enum Fix {
        /// Begin the same again.
        AGAIN,
        /// Make the lock anew.
        LOCK,
        /// Choose another output folder.
        OUTPUT
    }
}
