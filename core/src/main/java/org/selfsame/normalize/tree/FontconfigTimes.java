package org.selfsame.normalize.tree;

import java.io.IOException;
import java.time.Instant;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.content.LittleEndian;
import org.selfsame.content.SplicedContent;
import org.selfsame.format.fontconfig.FontconfigFormat;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;

/// Caches of fontconfig hold the time of the directory of fonts, and count only while it has that time: they get the time
/// that `clamp` gives the directory. Nothing else in a cache depends on a build. Source: `src/fcint.h` of fontconfig 2.14,
/// the fields `checksum` and `checksum_nano` of `FcCache` on 64-bit little-endian systems, and `FcCacheTimeValid`.
record FontconfigTimes() implements TreeRule {
    private static final int SECONDS = 48;
    private static final int LENGTH = 16;

    @Override
    public String id() {
        return "fontconfig-times";
    }

    @Override
    public boolean apply(Draft draft, TreeWork work) throws IOException {
        boolean found = false;
        for (var node : draft.find("/var/cache/fontconfig/*.cache-*")) {
            if (node.isFile()) {
                found = true;
                if (new FontconfigFormat().recognizes(node.content())) {
                    clamp(node, work);
                } else {
                    work.skipped(node, Reason.UNSUPPORTED, "a cache of another version, or of another architecture");
                }
            }
        }
        return found;
    }

    private static void clamp(Draft.Node node, TreeWork work) throws IOException {
        Content before = node.content();
        var fields = before.bytes(SECONDS, LENGTH);
        var limit = work.epoch().instant();
        var time = Instant.ofEpochSecond(LittleEndian.u32(fields, 0), LittleEndian.u32(fields, 8));
        if (time.isAfter(limit)) {
            var patches = new TreeMap<Long, byte[]>();
            var seconds = new byte[LENGTH];
            for (int i = 0; i < Integer.BYTES; i++) {
                seconds[i] = (byte) (work.epoch().seconds() >> 8 * i);
            }
            patches.put((long) SECONDS, seconds);
            work.content(node, SplicedContent.patched(before, patches));
        }
    }
}
