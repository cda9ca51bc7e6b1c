package org.selfsame.format.aptcache;

import java.io.IOException;
import java.nio.ByteOrder;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Name;

/// The first fields of `pkgCache::Header`; the rest depends on the version of APT, which alone can read it. Source:
/// `apt-pkg/pkgcache.h` of APT 2.6.
final class AptCacheSurvey implements Survey {
    private static final int FIRST = 8;

    @Override
    public void head(Parts parts) throws IOException {
        var header = parts.cursor(0, "aptcache", ByteOrder.LITTLE_ENDIAN);
        header.u32("signature");
        int major = header.u16("major_version");
        int minor = header.u16("minor_version");
        parts.structure(0, FIRST, "header");
        if (major > 999 || minor > 999) {
            throw parts.broken(4, "version " + major + "." + minor);
        }
        parts.fact("version", major + "." + minor);
    }

    @Override
    public void body(Parts parts) throws IOException {
        parts.entry(Name.of("cache"), FIRST, parts.size() - FIRST);
    }
}
