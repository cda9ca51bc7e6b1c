package org.selfsame.content;

import java.io.IOException;

/// A range of another content. Its bounds were checked by [Content#slice].
record SliceContent(Content whole, long start, long size) implements Content {

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check("content", offset, length, size);
        whole.read(start + offset, target, targetOffset, length);
    }

    @Override
    public long nextData(long offset) throws IOException {
        return Math.min(whole.nextData(start + offset) - start, size);
    }

    @Override
    public Span span() {
        var outer = whole.span();
        return new Span(outer.root(), outer.offset() + start);
    }

    @Override
    public Content slice(long offset, long length) throws FormatException {
        Ranges.check("content", offset, length, size);
        return new SliceContent(whole, start + offset, length);
    }
}
