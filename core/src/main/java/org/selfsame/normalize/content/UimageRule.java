package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.zip.CRC32;
import org.selfsame.content.Content;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;

/// Images of U-Boot: the time of their creation, and the checksum of the header. Source: `include/image.h` of U-Boot,
/// `legacy_img_hdr`.
public final class UimageRule extends FieldRule {
    private static final int LENGTH = 64;

    /// The one instance needed.
    public UimageRule() {
        super(LENGTH);
    }

    @Override
    public String id() {
        return "uimage";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return content.size() >= LENGTH && Bytes.has(content, 0, "'\u0005\u0019V");
    }

    @Override
    void change(Content content, byte[] header, Work work) throws IOException {
        if (Bytes.u32be(header, 4) != checksum(header)) {
            throw new LeftAloneException(Reason.DAMAGED, "the checksum of the header is wrong");
        }
        Bytes.put32be(header, 8, work.epoch().of(Bytes.u32be(header, 8)));
        Bytes.put32be(header, 4, checksum(header));
    }

    private static long checksum(byte[] header) {
        var zeroed = header.clone();
        Bytes.put32be(zeroed, 4, 0);
        var crc = new CRC32();
        crc.update(zeroed);
        return crc.getValue();
    }

    @Override
    void blank(byte[] header) {
        Bytes.put32be(header, 4, 0);
        Bytes.put32be(header, 8, 0);
    }
}
