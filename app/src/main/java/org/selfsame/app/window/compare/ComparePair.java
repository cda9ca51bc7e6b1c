package org.selfsame.app.window.compare;

import java.nio.file.Path;
import org.selfsame.compare.Side;
import org.selfsame.tree.Text;

/// Two files to compare.
public record ComparePair(Path left, Path right) {

    /// The name of one of them, without its directories, printable.
    public String name(Side side) {
        var file = side == Side.LEFT ? left : right;
        var name = file.getFileName();
        return Text.printable((name == null ? file : name).toString());
    }
}
