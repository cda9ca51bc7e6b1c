package org.selfsame.compare;

import java.io.IOException;
import java.util.List;

/// Two contents that differ in one thing, and what a comparison must say of them.
///
/// @param name what differs, for people
/// @param maker makes the contents
/// @param named the differences that name the thing, each as kind, address and field; a value may follow
/// @param along expressions for what necessarily differs with it, each for a kind, an address and a field
record OneThing(String name, Maker maker, List<String> named, List<String> along) {

    /// Makes one content of a pair.
    @FunctionalInterface
    interface Maker {
        /// @param changed whether the thing is as it is on the right side
        /// @param loud whether something else differs too, in the same container where there can be something else
        byte[] make(Workshop shop, boolean changed, boolean loud) throws IOException;
    }

    @Override
    public String toString() {
        return name;
    }
}
