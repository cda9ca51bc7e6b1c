package org.selfsame.apt;

import java.util.regex.Pattern;

/// Paths of indexes below a suite, such as `main/binary-amd64/Packages.xz`.
final class IndexPath {
    private static final Pattern COMPRESSED = Pattern.compile("\\.(xz|gz|bz2|lzma|lz4|zst)$");

    private IndexPath() {}

    /// The path of the same index when it is not compressed.
    static String plain(String path) {
        return COMPRESSED.matcher(path).replaceFirst("");
    }

    static boolean isPackages(String path) {
        var plain = plain(path);
        return plain.equals("Packages") || plain.endsWith("/Packages");
    }

    static boolean isSources(String path) {
        var plain = plain(path);
        return plain.equals("Sources") || plain.endsWith("/Sources");
    }
}
