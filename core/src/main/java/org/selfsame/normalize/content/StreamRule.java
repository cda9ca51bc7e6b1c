package org.selfsame.normalize.content;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.selfsame.codec.CompressedStream;
import org.selfsame.codec.Compression;
import org.selfsame.codec.Compressions;
import org.selfsame.codec.LeftOpen;
import org.selfsame.content.Content;
import org.selfsame.content.SplicedContent;
import org.selfsame.normalize.ContentRule;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Scratch;
import org.selfsame.normalize.Work;
import org.selfsame.tree.Limits;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Compressed streams without a time of their own: what is inside is normalized, and only if that changes it is compressed
/// again, as one stream, with the same kind of checksum.
public final class StreamRule implements ContentRule {
    private static final int MEMBER = 64;
    private static final int ZSTD_LEVEL = 19;
    private static final int XZ_CHECK = 7;

    private final Compression compression;

    private StreamRule(Compression compression) {
        this.compression = compression;
    }

    /// The rule for streams of this name: `xz` or `zstd`.
    public static StreamRule of(String name) {
        return new StreamRule(
                Compressions.all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow());
    }

    @Override
    public String id() {
        return compression.name();
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return compression.begins(content, 0);
    }

    @Override
    public Optional<Content> apply(Content content, Work work) throws IOException {
        var stream = open(content, work);
        var inside = stream.content();
        var after = work.member(0, "", inside);
        if (after.isEmpty()) {
            return after;
        }
        if (stream.paddingEnd() < content.size()) {
            throw new LeftAloneException(Reason.UNSUPPORTED, "something follows the stream");
        }
        try (var output = work.scratch().output()) {
            try (var encoder = encoder(content, new LeftOpen(output))) {
                Scratch.copy(after.get(), encoder);
            }
            long padding = content.size() - stream.end();
            var packed = output.content();
            return Optional.of(new SplicedContent.Builder().add(packed, 0, packed.size())
                    .add(content, stream.end(), padding).build());
        }
    }

    private CompressedStream open(Content content, Work work) throws IOException {
        var stream = CompressedStream.of(compression, content, Limits.decodedBytes(content.size()),
                (int) Math.min(work.limits().tableBytes() / MEMBER, Integer.MAX_VALUE));
        var damage = stream.damage();
        if (damage != null) {
            throw damage;
        }
        return stream;
    }

    private OutputStream encoder(Content content, OutputStream out) throws IOException {
        if (compression.name().equals("xz")) {
            // the kernel reads no other kinds of checksums than some, so the kind stays
            return new XZOutputStream(out, new LZMA2Options(), content.bytes(XZ_CHECK, 1)[0] & 0xf);
        }
        return new ZstdOutputStream(out, ZSTD_LEVEL).setChecksum(true);
    }

    @Override
    public void prove(Content before, Content after, Work work) throws IOException {
        var wanted = work.changed(0);
        if (wanted == null || !Bytes.equal(wanted, open(after, work).content())) {
            throw Proof.unproven("it decodes to something else");
        }
    }
}
