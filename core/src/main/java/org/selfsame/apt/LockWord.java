package org.selfsame.apt;

import java.util.regex.Pattern;
import org.selfsame.apt.LockException.Reason;

/// What texts of a lock may be. They come to command lines, lists of sources and names of files: what could mean
/// something else there is refused.
enum LockWord {
    /// A text for people.
    TEXT(Reason.NOT_A_NAME, "[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]*", 1024),
    /// A short name of ours.
    NAME(Reason.NOT_A_NAME, "[A-Za-z0-9][A-Za-z0-9._+-]*", 64),
    /// The name of a package, Debian policy §5.6.1.
    PACKAGE(Reason.NOT_A_NAME, "[a-z0-9][a-z0-9+.-]+", 256),
    /// The version of a package, Debian policy §5.6.12.
    VERSION(Reason.NOT_A_NAME, "[0-9A-Za-z][0-9A-Za-z.+~:-]*", 256),
    /// The name of an architecture.
    ARCHITECTURE(Reason.NOT_A_NAME, "[a-z0-9][a-z0-9-]*", 64),
    /// The component of an archive.
    COMPONENT(Reason.NOT_A_NAME, "[A-Za-z0-9][A-Za-z0-9._+-]*(/[A-Za-z0-9][A-Za-z0-9._+-]*)*", 256),
    /// The codename of a suite; old archives of security have a slash in it.
    CODENAME(Reason.NOT_A_NAME, "([A-Za-z0-9][A-Za-z0-9._+/-]*)?", 256),
    /// A path below an archive, or a suite.
    PATH(Reason.NOT_A_PATH, "(?!/)(?!(.*/)?\\.\\.?(/|$))(?!.*//)[\\x21-\\x7e&&[^\\\\\"'\\[\\]]]+(?<!/)", 1024),
    /// A path in a recipe.
    PATH_OF_RECIPE(Reason.NOT_A_PATH,
            "(?!/)(?!(.*/)?\\.\\.?(/|$))(?!.*//)[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+(?<!/)",
            1024),
    /// Where an archive is.
    ADDRESS(Reason.NOT_AN_ADDRESS, "(https?|tor\\+https?|file|copy):/[\\x21-\\x7e&&[^\\\\\"'\\[\\]]]*", 2048),
    /// A SHA-256.
    SHA256(Reason.NOT_A_DIGEST, "[0-9a-f]{64}", 64),
    /// A commit of Git.
    COMMIT(Reason.NOT_A_DIGEST, "[0-9a-f]{40}|[0-9a-f]{64}", 64),
    /// The fingerprint of a certificate.
    FINGERPRINT(Reason.NOT_A_DIGEST, "[0-9A-F]{40}|[0-9A-F]{64}", 64),
    /// A time in UTC.
    TIME(Reason.NOT_A_TIME, "(19[7-9][0-9]|[2-9][0-9]{3})-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", 20);

    private final Reason reason;
    private final Pattern pattern;
    private final int longest;

    LockWord(Reason reason, String pattern, int longest) {
        this.reason = reason;
        this.pattern = Pattern.compile(pattern);
        this.longest = longest;
    }

    /// What is wrong with a text that does not fit.
    Reason reason() {
        return reason;
    }

    boolean fits(String text) {
        return text.length() <= longest && pattern.matcher(text).matches();
    }
}
