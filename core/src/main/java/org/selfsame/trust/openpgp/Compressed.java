package org.selfsame.trust.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.bouncycastle.apache.bzip2.CBZip2InputStream;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

/// Unpacks a compressed data packet (RFC 9580 §5.6), up to [Policy#MAX_MESSAGE_BYTES].
final class Compressed {
    private Compressed() {}

    static byte[] unpack(Packet packet) throws TrustException {
        var inflater = new Inflater(packet.at(0) == CompressionAlgorithmTags.ZIP);
        try (var in = open(packet, inflater)) {
            var unpacked = in.readNBytes(Policy.MAX_MESSAGE_BYTES + 1);
            if (unpacked.length > Policy.MAX_MESSAGE_BYTES) {
                throw new TrustException(Reason.TOO_LARGE, packet.offset());
            }
            return unpacked;
        } catch (TrustException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // the libraries throw what they like at malformed bytes
            throw new TrustException(Reason.BROKEN_COMPRESSION, packet.offset(), e);
        } finally {
            inflater.end();
        }
    }

    private static InputStream open(Packet packet, Inflater inflater) throws IOException {
        int method = packet.at(0);
        if (method < 0) {
            throw new TrustException(Reason.BROKEN_COMPRESSION, packet.offset());
        }
        var in = new ByteArrayInputStream(packet.source(), packet.start() + 1, packet.length() - 1);
        return switch (method) {
            case CompressionAlgorithmTags.UNCOMPRESSED -> in;
            case CompressionAlgorithmTags.ZIP, CompressionAlgorithmTags.ZLIB -> new InflaterInputStream(in, inflater);
            case CompressionAlgorithmTags.BZIP2 ->
                new CBZip2InputStream(in);
            default -> throw new TrustException(Reason.BROKEN_COMPRESSION, packet.offset());
        };
    }
}
