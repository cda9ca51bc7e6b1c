package org.selfsame.content;

import java.io.IOException;

/// Another content whose SHA-256 its reader computed when it ran over the bytes anyway.
///
/// @param content the bytes
/// @param knownDigest the SHA-256 of all of them
public record DigestedContent(Content content, Digest knownDigest) implements Content {

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        content.read(offset, target, targetOffset, length);
    }

    @Override
    public long nextData(long offset) throws IOException {
        return content.nextData(offset);
    }

    @Override
    public Span span() {
        return content.span();
    }
}
