package org.selfsame.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.selfsame.tree.Entry;

/// One path a line. `IMAGE!` and such a line are the address of the entry.
final class PlainListing implements Listing {
    private final OutputStream out;
    private final Line line = new Line();

    PlainListing(OutputStream out) {
        this.out = out;
    }

    @Override
    public void add(String path, Entry entry) throws IOException {
        line.text(path).endTo(out);
    }
}
