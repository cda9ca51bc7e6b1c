package org.selfsame.app.window.compare;

import org.selfsame.words.Words;

/// What is to be said of one side of a place in the two images.
enum SideState {
    /// It and everything in it is the same on both sides.
    SAME,
    /// It, or something in it, differs.
    DIFFERS,
    /// The other side lacks it.
    ONLY_HERE,
    /// This side lacks it.
    MISSING,
    /// It has another path on the right side.
    MOVED,
    /// It could not be read as what it is.
    UNREADABLE,
    /// The comparison did not get so far.
    NOT_COMPARED;

    /// In a word or two.
    String words() {
        return Words.text("compareview.state." + this);
    }
}
