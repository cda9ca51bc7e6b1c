package org.selfsame.format.elf;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Region.Kind;

/// What follows an ELF file: the signature of a kernel module, or bytes that no header leads to, such as the file system
/// of an AppImage.
final class ModuleSignature {
    private static final byte[] MAGIC = "~Module signature appended~\n".getBytes(StandardCharsets.ISO_8859_1);

    private ModuleSignature() {}

    /// Adds a file for the signature (`signature`, PKCS #7 in DER), and one for what lies between `end` and that
    /// (`appended`).
    ///
    /// @param end the first byte after all that the headers lead to
    /// @throws IOException if the content cannot be read
    static void add(Anatomy.Builder parts, long end) throws IOException {
        var content = parts.content();
        long rest = content.size();
        long info = rest - MAGIC.length - ElfStructs.MODULE_SIGNATURE.size();
        if (info >= end && Arrays.equals(content.bytes(rest - MAGIC.length, MAGIC.length), MAGIC)) {
            parts.region(rest - MAGIC.length, MAGIC.length, Kind.FIELD, "module signature.magic");
            var values = parts.struct(ElfStructs.MODULE_SIGNATURE, info, BIG_ENDIAN);
            long length = values.get("signature_length");
            rest = info;
            if (length <= info - end) {
                rest = info - length;
                parts.file("signature", rest, length, "module signature");
                parts.fact("module_signature.id_type", values.get("id_type"));
                parts.fact("module_signature.length", length);
            } else {
                parts.anomaly("elf.module_signature", info, "a signature of " + length + " bytes, where "
                        + (info - end) + " are left");
            }
        }
        if (rest > end) {
            parts.file("", "appended", end, rest - end, Kind.UNKNOWN, "appended bytes");
            parts.anomaly("elf.trailing_bytes", end, (rest - end) + " bytes after all that the headers lead to");
        }
    }
}
