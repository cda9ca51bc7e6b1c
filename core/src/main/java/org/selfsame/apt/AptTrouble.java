package org.selfsame.apt;

import java.util.List;
import java.util.stream.Stream;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.recipe.Recipe.ArchiveRequest;

/// Finds out from what apt wrote why it failed. It failed in any case: the text only decides how that is said.
///
/// @param archives the archives
/// @param answer what apt gave
record AptTrouble(List<ArchiveRequest> archives, AptRun.Answer answer) {
    private static final int MOST_LINES = 20;

    /// What apt writes, and what it means; the first that is found counts.
    private enum Sign {
        EXPIRED("is expired (invalid since", Reason.EXPIRED), FUTURE("is not valid yet", Reason.FUTURE),
        NO_KEY("NO_PUBKEY", Reason.UNKNOWN_SIGNER), BAD_SIGNATURE("BADSIG", Reason.BAD_SIGNATURE),
        CLEARSIGNED("Clearsigned file isn't valid", Reason.BAD_SIGNATURE),
        NOT_SIGNED("is not signed", Reason.BAD_SIGNATURE), WEAK("signatures were invalid", Reason.BAD_SIGNATURE),
        SIZE("File has unexpected size", Reason.ALTERED), HASH("Hash Sum mismatch", Reason.ALTERED),
        TOO_LARGE("Maximum file size exceeded", Reason.ALTERED),
        NO_RELEASE("does not have a Release file", Reason.NO_SUITE),
        NO_INDEX("doesn't have the component", Reason.NO_COMPONENT), FETCH("Failed to fetch", Reason.UNREACHABLE);

        private final String text;
        private final Reason reason;

        Sign(String text, Reason reason) {
            this.text = text;
            this.reason = reason;
        }
    }

    /// Why lists could not be fetched.
    ResolveException ofUpdate() {
        for (var sign : Sign.values()) {
            var lines = answer.lines().stream().filter(it -> it.contains(sign.text)).toList();
            if (!lines.isEmpty()) {
                // a host that cannot be reached has no Release file either, as apt has it
                boolean reached = sign != Sign.NO_RELEASE || answer.lines().stream()
                        .anyMatch(it -> it.contains("404") || it.contains("No such file"));
                // apt says most things twice, and once without the archive
                var archive = lines.stream().map(this::archive).filter(it -> !it.isEmpty()).findFirst().orElse("");
                return new ResolveException(reached ? sign.reason : Reason.UNREACHABLE, archive, said());
            }
        }
        return failed("update");
    }

    /// Whether a file came that has another size or digest than it must have.
    static boolean isAltered(AptRun.Answer answer) {
        return answer.lines().stream().anyMatch(it -> it.contains(Sign.HASH.text) || it.contains(Sign.SIZE.text)
                || it.contains(Sign.TOO_LARGE.text));
    }

    /// That apt failed, and what it says.
    ResolveException failed(String command) {
        return new ResolveException(Reason.APT_FAILED, command, said());
    }

    /// The name of the archive of which a line speaks.
    private String archive(String line) {
        return archives.stream().filter(it -> line.contains(Archives.aptAddress(it.uris().getFirst())
                .replaceFirst("/*$", "") + " " + it.suite() + " ")).findFirst()
                .or(() -> archives.stream().filter(it -> line.contains("/dists/" + it.suite() + "/")).findFirst())
                .map(ArchiveRequest::name).orElse("");
    }

    /// Its errors, and what it wrote of files that failed.
    private List<String> said() {
        var lines = answer.lines();
        return Stream.concat(lines.stream().filter(it -> it.startsWith("E: ") || it.startsWith("W: ")),
                lines.stream().filter(it -> it.startsWith("Err:"))).map(String::strip).limit(MOST_LINES).toList();
    }
}
