package org.selfsame.format.pe;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Region.Kind;

/// The certificate table: signatures one after the other, each a header and the signature itself (PKCS #7 in DER), each
/// filled up to a multiple of 8 bytes. Its directory holds an offset in the file, as no other does.
final class Certificates {
    /// Files that are signed for several purposes have two or three.
    private static final int MOST = 64;

    private Certificates() {}

    /// Adds each signature below `certificates/`.
    ///
    /// @return the first byte after the table, 0 if there is none
    /// @throws IOException if the content cannot be read
    static long add(PeHeaders headers, Anatomy.Builder parts) throws IOException {
        var directory = headers.directory(PeStructs.CERTIFICATES);
        if (directory == null) {
            return 0;
        }
        long at = directory.get("address");
        long end = at + directory.get("size");
        if (!parts.fits(at, end - at)) {
            parts.anomaly("pe.certificates_outside", headers.offset(), "the " + (end - at)
                    + " bytes of the certificate table at " + at + " do not lie inside the file");
            return 0;
        }
        parts.region(at, end - at, Kind.STRUCTURE, "certificate table");
        int count = 0;
        while (end - at >= PeStructs.CERTIFICATE.size()) {
            var certificate = parts.struct(PeStructs.CERTIFICATE, at, LITTLE_ENDIAN);
            long length = certificate.get("length");
            if (length < PeStructs.CERTIFICATE.size() || length > end - at || count == MOST) {
                parts.anomaly("pe.certificate_length", at, "a certificate of " + length + " bytes where "
                        + (end - at) + " are left, or more than " + MOST + " of them");
                break;
            }
            count++;
            parts.file("certificates", Integer.toString(count), at + PeStructs.CERTIFICATE.size(),
                    length - PeStructs.CERTIFICATE.size(), Kind.DATA, "certificate");
            parts.fact("certificate." + count + ".type", certificate.get("type"));
            long next = Math.min(end, at + Math.ceilDiv(length, 8) * 8);
            parts.region(at + length, next - at - length, Kind.PADDING, "certificate padding");
            at = next;
        }
        return end;
    }
}
