package org.selfsame.verify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the names of the files say that speak for an image: signatures and lists of checksums. A name decides only
/// which part a file plays; what it proves, its bytes say.
public final class SideNames {
    /// The endings of detached signatures.
    static final List<String> SIGNATURE_SUFFIXES = List.of(".sig", ".asc", ".gpg", ".sign", ".pgp");

    /// What follows the name of a file in the name of a list about that file alone.
    private static final List<String> LIST_SUFFIXES = List.of(".sha256", ".sha512", ".sha384", ".sha256sum",
            ".sha512sum", ".sha256.txt", ".sha512.txt", ".sha256sum.txt", ".sha512sum.txt", ".sha1", ".md5");
    private static final List<String> FURTHER_LIST_SUFFIXES = List.of(".sums", ".digests");
    private static final Set<String> LIST_NAMES = Set.of("sha256sums", "sha512sums", "sha384sums", "sha256sums.txt",
            "sha512sums.txt", "sha256sum.txt", "sha512sum.txt", "sha256sum", "sha512sum", "sha256.txt", "sha512.txt",
            "checksum", "checksums", "checksum.txt", "checksums.txt", "sha1sums", "md5sums");
    /// What the names of lists begin or end with that a user hands over.
    private static final List<String> LIST_STEMS = List.of("sha256sums", "sha512sums", "sha384sums", "sha1sums",
            "md5sums", "b2sums", "checksum", "checksums", "digests");
    private static final List<String> IMAGE_SUFFIXES = List.of(".iso", ".img", ".raw", ".squashfs");

    private SideNames() {}

    /// Whether `name` is that of a detached signature.
    public static boolean isSignature(String name) {
        return endsWithAny(name.toLowerCase(Locale.ROOT), SIGNATURE_SUFFIXES);
    }

    /// Whether a file of this name, handed over by the user, is a list of checksums. More names than those that are
    /// looked for beside a file, because the user chose it.
    public static boolean isList(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (endsWithAny(lower, IMAGE_SUFFIXES)) {
            return false;
        }
        return LIST_NAMES.contains(lower) || fileOf(name).isPresent()
                || LIST_STEMS.stream().anyMatch(stem -> lower.equals(stem) || lower.startsWith(stem + ".")
                        || lower.startsWith(stem + "-") || lower.endsWith("-" + stem));
    }

    /// The name of the file that a list of this name is about, if it is named after one: `x.iso` for `x.iso.sha256`.
    public static Optional<String> fileOf(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return Stream.concat(LIST_SUFFIXES.stream(), FURTHER_LIST_SUFFIXES.stream()).filter(lower::endsWith)
                .map(suffix -> name.substring(0, name.length() - suffix.length())).findFirst();
    }

    /// Whether a list of this name is about `file` alone.
    static boolean isListOf(String name, String file) {
        return LIST_SUFFIXES.stream().anyMatch(suffix -> name.length() == file.length() + suffix.length()
                && name.equalsIgnoreCase(file + suffix));
    }

    /// Whether a list of this name is about all files beside it.
    static boolean isListOfMany(String name) {
        return LIST_NAMES.contains(name.toLowerCase(Locale.ROOT)) || name.endsWith("-CHECKSUM");
    }

    /// The name of what a file of this name signs: `SHA256SUMS` for `SHA256SUMS.asc`; itself if it is no signature.
    static String signedBy(String name) {
        return SIGNATURE_SUFFIXES.stream().filter(name::endsWith).findFirst()
                .map(suffix -> name.substring(0, name.length() - suffix.length())).orElse(name);
    }

    private static boolean endsWithAny(String lower, List<String> suffixes) {
        return suffixes.stream().anyMatch(lower::endsWith);
    }
}
