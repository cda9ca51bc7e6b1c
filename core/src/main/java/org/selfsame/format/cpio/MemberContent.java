package org.selfsame.format.cpio;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.FormatException;

/// The data of a member, with its digest if that was computed.
record MemberContent(Content data, @Nullable Digest knownDigest) implements Content {

    @Override
    public long size() {
        return data.size();
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        data.read(offset, target, targetOffset, length);
    }

    @Override
    public long nextData(long offset) throws IOException {
        return data.nextData(offset);
    }

    @Override
    public Span span() {
        return data.span();
    }

    @Override
    public Content slice(long offset, long length) throws FormatException {
        return offset == 0 && length == size() ? this : data.slice(offset, length);
    }
}
