package org.selfsame.format.compress;

import java.io.IOException;
import org.selfsame.codec.Structures;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region.Kind;

/// Turns the structures of a stream into a layout.
final class StreamRegions implements Structures {
    private static final String OWNER = "content";

    private final Layout.Builder layout;

    StreamRegions(String format, long size) {
        layout = new Layout.Builder(format, size);
    }

    @Override
    public void structure(long offset, long length, String what) throws IOException {
        layout.add(offset, length, Kind.STRUCTURE, what);
    }

    @Override
    public void field(long offset, long length, String name) throws IOException {
        layout.add(offset, length, Kind.FIELD, name);
    }

    @Override
    public void data(long offset, long length) throws IOException {
        layout.add(offset, length, Kind.DATA, "compressed data", OWNER);
    }

    @Override
    public void padding(long offset, long length, String what) throws IOException {
        layout.add(offset, length, Kind.PADDING, what);
    }

    Layout build() {
        return layout.build();
    }
}
