package org.selfsame.recipe;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.selfsame.recipe.RecipeException.Reason;

/// Times of recipes.
final class Dates {
    /// The last second that images can carry: SquashFS counts them in 32 bits.
    static final long LAST = 0xffff_ffffL;

    private static final DateTimeFormatter SNAPSHOT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter VOLUME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CHANGELOG = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss xx",
            Locale.ENGLISH);
    private static final Pattern TRAILER = Pattern.compile("^ -- .* <[^>]*>  ?[A-Z][a-z]{2}, +(.*?)\\s*$",
            Pattern.MULTILINE);
    private static final Pattern HEADER = Pattern.compile("^\\S+ \\(([^()\\s]+)\\) ");

    private Dates() {}

    /// A time as snapshot.debian.org has it in its addresses.
    static String snapshot(Instant time) {
        return SNAPSHOT.format(time);
    }

    /// A time as live-build has it in the names of volumes, in UTC.
    static String volume(Instant time) {
        return VOLUME.format(time);
    }

    /// The date of the top entry of a Debian changelog (deb-changelog(5)).
    static Optional<Instant> ofChangelog(String text) {
        var trailer = TRAILER.matcher(text);
        if (!trailer.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(trailer.group(1), CHANGELOG).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The version of the top entry of a Debian changelog.
    static Optional<String> versionOfChangelog(String text) {
        var header = HEADER.matcher(text);
        return header.lookingAt() ? Optional.of(header.group(1)) : Optional.empty();
    }

    /// @throws RecipeException if no image can carry it
    static Instant check(Instant time, String path) throws RecipeException {
        if (time.getEpochSecond() < 0 || time.getEpochSecond() > LAST) {
            throw new RecipeException(Reason.BAD_DATE, path, time.toString());
        }
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
