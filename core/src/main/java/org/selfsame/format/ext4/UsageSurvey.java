package org.selfsame.format.ext4;

import java.io.IOException;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Region.Kind;

/// Finds the blocks that nobody owns, and compares the bitmaps with what is owned.
final class UsageSurvey {
    private final Findings findings;
    private final Volume volume;
    private final Superblock superblock;
    private Sort sort = Sort.OWNED;
    private long start;
    private long lost;
    private long unmarked;

    /// What a block is, if nothing owns it.
    private enum Sort {
        OWNED(Kind.PADDING, ""), FREE(Kind.PADDING, "free blocks"), LEFT_OVER(Kind.UNKNOWN, "free blocks"),
        LOST(Kind.UNKNOWN, "lost blocks");

        private final Kind kind;
        private final String term;

        Sort(Kind kind, String term) {
            this.kind = kind;
            this.term = term;
        }
    }

    UsageSurvey(Findings findings) {
        this.findings = findings;
        volume = findings.volume();
        superblock = volume.superblock();
    }

    /// @throws IOException if the content cannot be read
    void run(Task task) throws IOException {
        for (int number = 0; number < superblock.groups(); number++) {
            task.checkCancelled();
            group(volume.group(number));
        }
        next(Sort.OWNED, volume.presentBlocks());
        if (lost > 0) {
            findings.anomaly("lost_blocks", -1, lost + " blocks are marked as used, and belong to nothing");
        }
        if (unmarked > 0) {
            findings.anomaly("unmarked_blocks", -1, unmarked + " blocks are in use, and marked as free");
        }
    }

    private void group(Group group) throws IOException {
        byte[] bitmap;
        try {
            bitmap = volume.block(group.blockBitmap(), group.offset());
        } catch (FormatException _) {
            // outside, which is told already: nothing is known of the blocks then
            return;
        }
        long first = superblock.groupStart(group.number());
        long end = Math.min(first + superblock.groupBlocks(group.number()), volume.presentBlocks());
        for (long block = first; block < end; block++) {
            int bit = (int) ((block - first) / superblock.clusterBlocks());
            boolean used = !group.hasNoBitmap() && (bitmap[bit >> 3] >> (bit & 7) & 1) != 0;
            if (findings.isOwned(block)) {
                unmarked += used || group.hasNoBitmap() ? 0 : 1;
                next(Sort.OWNED, block);
            } else if (used) {
                // the rest of a cluster belongs to its file, though no byte of it does
                lost += superblock.clusterBlocks() > 1 ? 0 : 1;
                next(Sort.LOST, block);
            } else {
                next(isZero(block) ? Sort.FREE : Sort.LEFT_OVER, block);
            }
        }
    }

    private boolean isZero(long block) throws IOException {
        long offset = block * superblock.blockSize();
        return findings.isZero(offset, Math.min(superblock.blockSize(), volume.content().size() - offset));
    }

    private void next(Sort now, long block) throws FormatException {
        if (now != sort) {
            if (sort != Sort.OWNED) {
                findings.region(start * superblock.blockSize(), (block - start) * superblock.blockSize(), sort.kind,
                        sort.term, "");
            }
            sort = now;
            start = block;
        }
    }
}
