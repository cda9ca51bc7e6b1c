package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.selfsame.content.Content;

/// Images that have blocks encoded already. A block that is found in one of them is copied instead of being encoded again;
/// an encoder gives the same bytes for the same block, so the image that is written does not depend on what is known.
///
/// That the images were written by the same encoder with the same options is for the caller to know. That a block holds what
/// it should is not taken on trust: it is decoded and compared, which takes a small part of the time that encoding takes.
/// Thread-safe.
public final class KnownBlocks {
    private final SquashfsCompressor compressor;
    private final List<Source> sources;

    private KnownBlocks(SquashfsCompressor compressor, List<Source> sources) {
        this.compressor = compressor;
        this.sources = List.copyOf(sources);
    }

    private record Source(Content image, Map<Long, BlockIndex.Place> places) {}

    /// No blocks.
    ///
    /// @param compressor what the blocks are compressed by
    public static KnownBlocks none(SquashfsCompressor compressor) {
        return new KnownBlocks(compressor, List.of());
    }

    /// These, and those of an image that is still open when they are used.
    ///
    /// @param index where the image has which blocks
    public KnownBlocks with(Content image, BlockIndex index) {
        var more = new ArrayList<>(sources);
        more.add(new Source(image, index.places()));
        return new KnownBlocks(compressor, more);
    }

    /// Looks for the encoded form of a block.
    ///
    /// @param sum of the first `length` bytes of `block`, by [BlockIndex#sum]
    /// @param encoded takes it
    /// @param scratch a buffer of the size of a block
    /// @return the size word, or 0 if there is none
    int find(long sum, byte[] block, int length, byte[] encoded, byte[] scratch) {
        for (var source : sources) {
            var place = source.places().get(sum);
            if (place != null && holds(source.image(), place, block, length, encoded, scratch)) {
                return place.word();
            }
        }
        return 0;
    }

    private boolean holds(Content image, BlockIndex.Place place, byte[] block, int length, byte[] encoded,
            byte[] scratch) {
        boolean stored = place.word() == (length | Image.DATA_STORED);
        int size = stored ? length : place.word();
        if (size <= 0 || size >= length && !stored || place.position() < 0 || place.position() > image.size() - size) {
            return false;
        }
        try {
            image.read(place.position(), encoded, 0, size);
            byte[] held = stored ? encoded : scratch;
            return (stored || compressor.codec().decode(encoded, 0, size, scratch, 0, length) == length)
                    && Arrays.equals(block, 0, length, held, 0, length);
        } catch (IOException _) {
            // what cannot be read, or holds something else, is not known
            return false;
        }
    }
}
