package org.selfsame.words;

import java.util.Locale;
import java.util.stream.Collectors;
import org.selfsame.apt.ResolveException;

/// What is said when the inputs of a recipe cannot be resolved.
///
/// @param sentence what is wrong
/// @param details what else is known, a line each, already harmless; may be empty
/// @param advice what to do
public record ResolveWords(String sentence, String details, String advice) {

    /// The words for `problem`.
    public static ResolveWords of(ResolveException problem) {
        var reason = problem.reason();
        var details = problem.details().stream().map(it -> detail(reason, it)).toList();
        return new ResolveWords(
                Words.text("resolve." + reason, "subject", problem.subject(), "details", String.join(", ", details)),
                Words.has("resolve." + reason + ".lines")
                        ? details.stream().map(it -> Words.text("resolve.line", "text", it))
                                .collect(Collectors.joining("\n"))
                        : "",
                Words.text("resolve.advice." + reason, "subject", problem.subject()));
    }

    private static String detail(ResolveException.Reason reason, String detail) {
        var key = switch (reason) {
            case BAD_SIGNATURE -> "signature." + detail.toLowerCase(Locale.ROOT);
            case BAD_KEYRING -> "unreadable." + detail;
            default -> "";
        };
        return Words.has(key) ? Words.text(key) : detail;
    }
}
