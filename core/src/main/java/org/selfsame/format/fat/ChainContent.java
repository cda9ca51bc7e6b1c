package org.selfsame.format.fat;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.Ranges;

/// The bytes of a file: the first `size` of its chain.
record ChainContent(Content volume, Chain chain, long size) implements Content {

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check("fat", offset, length, size);
        chain.read(volume, offset, target, targetOffset, length);
    }
}
