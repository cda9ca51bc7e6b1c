package org.selfsame.app.cli;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// The time that a build declares: an option, or the environment variable `SOURCE_DATE_EPOCH`.
final class Epoch {
    private static final String VARIABLE = "SOURCE_DATE_EPOCH";
    /// Beyond what any format keeps, but for ar, which has twelve digits; far from what cannot be reckoned with.
    private static final long LATEST = 1_000_000_000_000L;

    private Epoch() {}

    /// The time in whole seconds, or null if none is given.
    ///
    /// @throws UsageException if it is no number of seconds since 1970
    static @Nullable Instant of(ParseResult arguments, String option, Map<String, String> environment) {
        if (arguments.hasMatchedOption(option)) {
            return parse(arguments.matchedOptionValue(option, ""), option, "error.pack.epoch");
        }
        var variable = environment.get(VARIABLE);
        return variable == null || variable.isEmpty() ? null : parse(variable, VARIABLE, "error.pack.epoch");
    }

    /// A number of seconds.
    ///
    /// @param from where it comes from, for the error
    /// @throws UsageException with the sentence `key` if it is none
    static Instant parse(String seconds, String from, String key) {
        try {
            long value = Long.parseLong(seconds);
            if (value >= 0 && value < LATEST) {
                return Instant.ofEpochSecond(value);
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new UsageException(key, seconds, from);
    }
}
