package org.selfsame.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FileContent;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.checksum.ChecksumList;
import org.selfsame.trust.openpgp.CleartextMessage;
import org.selfsame.verify.Claim.Subject;
import org.selfsame.verify.Evidence.State;

/// A list of checksums, read into memory once: what is parsed is what is checked.
///
/// @param name its file name
/// @param bytes its bytes
/// @param message the list as a message signed in cleartext, or null if it is plain
/// @param expected the digests that it gives for the file; empty if it does not name it
/// @param signatures files with detached signatures over it
@SuppressWarnings("ArrayRecordComponent")
record SideList(String name, byte[] bytes, @Nullable CleartextMessage message, List<Digest> expected,
        List<Path> signatures) {
    /// Reads `list` for what it says about the file called `fileName`.
    ///
    /// @throws TrustException if it is no list of checksums
    /// @throws IOException if it cannot be read
    static SideList read(SideFiles.Listing list, String fileName) throws IOException {
        var name = SideFiles.nameOf(list.list());
        var bytes = bytes(list.list(), ChecksumList.MAX_BYTES);
        var content = new BytesContent(bytes);
        if (!CleartextMessage.begins(content)) {
            return new SideList(name, bytes, null, expected(bytes, name, fileName), list.signatures());
        }
        var message = CleartextMessage.read(content);
        // the text is proven or not by the time it is judged; only the same text can be proven
        return new SideList(name, bytes, message, expected(message.unverifiedText(), name, fileName), List.of());
    }

    /// What the list says about a file with `digests`.
    Subject subject(Map<DigestAlgorithm, Digest> digests) {
        if (expected.isEmpty()) {
            return Subject.NOT_LISTED;
        }
        if (expected.stream().anyMatch(it -> !it.equals(digests.get(it.algorithm())))) {
            return Subject.LISTED_DIFFERENT;
        }
        return expected.stream().anyMatch(it -> it.algorithm().collisionResistant())
                ? Subject.LISTED_SAME
                : Subject.LISTED_WEAKLY;
    }

    /// The list as evidence: the first digest that differs, else the strongest.
    Evidence.Listed evidence(Map<DigestAlgorithm, Digest> digests, String fileName) {
        var strongest = expected.stream().reduce((a, b) -> a.algorithm().compareTo(b.algorithm()) > 0 ? a : b);
        return switch (subject(digests)) {
            case NOT_LISTED -> new Evidence.Listed(State.MISSING, name, fileName, null);
            case LISTED_DIFFERENT -> new Evidence.Listed(State.DIFFERENT, name, fileName, expected.stream()
                    .filter(it -> !it.equals(digests.get(it.algorithm()))).findFirst().orElse(null));
            case LISTED_WEAKLY -> new Evidence.Listed(State.MISSING, name, fileName, strongest.orElse(null));
            case LISTED_SAME, FILE -> new Evidence.Listed(State.OK, name, fileName, strongest.orElse(null));
        };
    }

    private static List<Digest> expected(byte[] text, String listName, String fileName) throws TrustException {
        var list = ChecksumList.parse(text, listName);
        var named = list.digestsFor(fileName);
        boolean bare = named.isEmpty() && list.entries().size() == 1 && list.entries().getFirst().name().isEmpty();
        return bare ? List.of(list.entries().getFirst().digest()) : named;
    }

    /// The bytes of a file beside.
    ///
    /// @throws TrustException if there are more than `most`
    static byte[] bytes(Path path, int most) throws IOException {
        try (var content = FileContent.open(path)) {
            if (content.size() > most) {
                throw new TrustException(TrustException.Reason.TOO_LARGE, most);
            }
            return content.bytes(0, (int) content.size());
        }
    }
}
