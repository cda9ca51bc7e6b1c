package org.selfsame.format.x509;

import java.io.IOException;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.parts.Der;
import org.selfsame.parts.Parts;

/// Where the fields of a certificate lie. Source: RFC 5280, section 4.1.
///
/// @param whole the certificate
/// @param version the explicit version, or null if there is none, which means 1
/// @param serial number
/// @param algorithm that it says it is signed by
/// @param issuer name
/// @param from the first moment at which it is valid
/// @param to the last one
/// @param subject name
/// @param key the public key with its algorithm
/// @param extensions the explicit list, or null if there is none
/// @param signature the signature, as it lies behind the second algorithm
record Certificate(Der whole, @Nullable Der version, Der serial, Der algorithm, Der issuer, Der from, Der to,
        Der subject, Der key, @Nullable Der extensions, Der signature) {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int CONTEXT_3 = 0xa3;
    private static final int LONGEST_NAME = 1 << 16;

    /// The certificate at the start of `parts`.
    ///
    /// @throws FormatException if there is none
    /// @throws IOException if it cannot be read
    static Certificate of(Parts parts) throws IOException {
        var whole = Der.at(parts, 0, parts.size());
        // a file of any kind may begin with the tag: the second value must follow at once
        require(parts, whole, Der.SEQUENCE);
        var signed = Der.at(parts, whole.body(), whole.end());
        require(parts, signed, Der.SEQUENCE);
        var around = whole.children(parts);
        var fields = signed.children(parts);
        int at = !fields.isEmpty() && fields.getFirst().tag() == Der.CONTEXT_0 ? 1 : 0;
        if (around.size() != 3 || fields.size() < at + 6) {
            throw parts.broken(whole.start(), "no certificate");
        }
        require(parts, around.get(1), Der.SEQUENCE);
        require(parts, around.get(2), BIT_STRING);
        require(parts, fields.get(at), INTEGER);
        for (int i = 1; i <= 5; i++) {
            require(parts, fields.get(at + i), Der.SEQUENCE);
        }
        var times = fields.get(at + 3).children(parts);
        if (times.size() != 2 || !isTime(times.get(0)) || !isTime(times.get(1))) {
            throw parts.broken(fields.get(at + 3).start(), "no times");
        }
        var last = fields.getLast();
        return new Certificate(whole, at == 0 ? null : fields.getFirst(), fields.get(at), fields.get(at + 1), fields
                .get(at + 2), times.get(0), times.get(1), fields.get(at + 4), fields.get(at + 5),
                last.tag() == CONTEXT_3 ? last : null, around.get(2));
    }

    private static void require(Parts parts, Der value, int tag) throws FormatException {
        if (value.tag() != tag) {
            throw parts.broken(value.start(), "tag " + value.tag() + " where a certificate has " + tag);
        }
    }

    private static boolean isTime(Der value) {
        return value.tag() == UTC_TIME || value.tag() == GENERALIZED_TIME;
    }

    /// A name as RFC 2253 writes it.
    ///
    /// @throws FormatException if it is none
    static String name(Parts parts, Der name) throws IOException {
        if (name.end() - name.start() > LONGEST_NAME) {
            throw parts.broken(name.start(), "a name of more than " + LONGEST_NAME + " bytes");
        }
        try {
            return new X500Principal(parts.bytes(name.start(), name.end() - name.start())).getName();
        } catch (IllegalArgumentException _) {
            throw parts.broken(name.start(), "no name");
        }
    }

    /// The single extensions.
    List<Der> extensions(Parts parts) throws IOException {
        return extensions == null ? List.of() : Der.at(parts, extensions.body(), extensions.end()).children(parts);
    }
}
