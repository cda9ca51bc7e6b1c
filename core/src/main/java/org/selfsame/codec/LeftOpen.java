package org.selfsame.codec;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Passes everything on but the end: for encoders that would close what they write to.
public final class LeftOpen extends FilterOutputStream {

    /// Passes on to `out`.
    public LeftOpen(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
