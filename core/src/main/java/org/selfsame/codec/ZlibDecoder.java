package org.selfsame.codec;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// zlib streams by the JDK's inflater, which is kept from block to block.
final class ZlibDecoder implements BlockDecoder {
    private final Inflater inflater = new Inflater();
    private final byte[] spare = new byte[1];

    @Override
    public int decode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit)
            throws CodecException {
        inflater.reset();
        inflater.setInput(in, inOffset, inLength);
        try {
            int done = 0;
            while (done < outLimit) {
                int count = inflater.inflate(out, outOffset + done, outLimit - done);
                if (count == 0) {
                    break;
                }
                done += count;
            }
            // the end of the stream may still lie ahead when the output is full: it takes room for a byte to get there
            if (!inflater.finished() && done == outLimit && inflater.inflate(spare) > 0) {
                throw new CodecException(Codec.GZIP, "more than " + outLimit + " bytes come out of " + inLength);
            }
            if (!inflater.finished()) {
                throw new CodecException(Codec.GZIP, "the stream does not end within its " + inLength + " bytes");
            }
            return done;
        } catch (DataFormatException e) {
            throw new CodecException(Codec.GZIP, "damaged block of " + inLength + " bytes", e);
        }
    }

    @Override
    public Codec.Decoded decodeCounting(byte[] in, int inOffset, int inLength, byte[] out, int outOffset,
            int outLimit) throws CodecException {
        int produced = decode(in, inOffset, inLength, out, outOffset, outLimit);
        return new Codec.Decoded(produced, inLength - inflater.getRemaining());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
