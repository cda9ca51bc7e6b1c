package org.selfsame.format.squashfs;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The metadata blocks that were used last, decoded, by their position: at most 16 MiB. Thread-safe.
final class MetadataCache {
    private static final int BLOCKS = (16 << 20) / Image.METADATA_SIZE;

    private final Map<Long, byte[]> blocks = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > BLOCKS;
        }
    };

    synchronized byte @Nullable [] get(long position) {
        return blocks.get(position);
    }

    synchronized void put(long position, byte[] block) {
        blocks.put(position, block);
    }
}
