package org.selfsame.normalize.content;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.selfsame.codec.CompressedStream;
import org.selfsame.codec.Compression;
import org.selfsame.codec.Compressions;
import org.selfsame.codec.LeftOpen;
import org.selfsame.codec.Lz4Output;
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
/// again, as one stream, with the same kind of checksum. LZ4 is compressed again where its bytes are those that our encoder
/// gives for what was inside, and left alone where another one made it. So are bzip2 and LZMA-alone always: no encoder here gives the
/// bytes of the tools that everyone uses, and a stream that had to be changed would tell from one that had not.
public final class StreamRule implements ContentRule {
    private static final int MEMBER = 64;
    private static final int ZSTD_LEVEL = 19;
    private static final int XZ_CHECK = 7;

    private final Compression compression;

    private StreamRule(Compression compression) {
        this.compression = compression;
    }

    /// The rule for streams of this name: `xz`, `zstd`, `lz4`, `bzip2` or `lzma`.
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

    /// LZMA-alone has no magic number: what cannot be decoded is taken for something else.
    private boolean isCertain() {
        return !compression.name().equals("lzma");
    }

    @Override
    public Optional<Content> apply(Content content, Work work) throws IOException {
        var stream = stream(content, work);
        var damage = stream.damage();
        if (damage != null) {
            if (isCertain()) {
                throw damage;
            }
            return Optional.empty();
        }
        var inside = stream.content();
        var after = work.member(0, "", inside);
        if (after.isEmpty()) {
            return after;
        }
        if (stream.paddingEnd() < content.size()) {
            throw new LeftAloneException(Reason.UNSUPPORTED, "something follows the stream");
        }
        checkMadeAgain(content, inside);
        try (var output = work.scratch().output()) {
            try (var encoder = encoder(content, inside.size(), after.get().size(), new LeftOpen(output))) {
                Scratch.copy(after.get(), encoder);
            }
            long padding = content.size() - stream.end();
            var packed = output.content();
            return Optional.of(new SplicedContent.Builder().add(packed, 0, packed.size())
                    .add(content, stream.end(), padding).build());
        }
    }

    private CompressedStream stream(Content content, Work work) throws IOException {
        return CompressedStream.of(compression, content, Limits.decodedBytes(content.size()),
                (int) Math.min(work.limits().tableBytes() / MEMBER, Integer.MAX_VALUE));
    }

    /// @throws LeftAloneException if what would be compressed again is an LZ4 stream that another encoder made
    private void checkMadeAgain(Content content, Content inside) throws IOException {
        if (compression.name().equals("lz4")) {
            var same = new SameOutput(content);
            try (var encoder = encoder(content, inside.size(), inside.size(), same)) {
                Scratch.copy(inside, encoder);
            }
            if (!same.isSame()) {
                throw notMade();
            }
        }
    }

    private LeftAloneException notMade() {
        return new LeftAloneException(Reason.UNSUPPORTED,
                "what is inside should change, and no encoder here gives such a "
                        + compression.name() + " stream");
    }

    /// @param decoded bytes that `content` decodes to
    /// @param size bytes that will be written
    /// @throws LeftAloneException if there is no such encoder
    private OutputStream encoder(Content content, long decoded, long size, OutputStream out) throws IOException {
        return switch (compression.name()) {
            // the kernel reads no other kinds of checksums than some, so the kind stays
            case "xz" -> new XZOutputStream(out, new LZMA2Options(), content.bytes(XZ_CHECK, 1)[0] & 0xf);
            case "zstd" -> new ZstdOutputStream(out, ZSTD_LEVEL).setChecksum(true);
            case "lz4" -> {
                var encoder = Lz4Output.like(content, decoded, size, out);
                if (encoder == null) {
                    throw notMade();
                }
                yield encoder;
            }
            default -> throw notMade();
        };
    }

    @Override
    public void prove(Content before, Content after, Work work) throws IOException {
        var wanted = work.changed(0);
        var stream = stream(after, work);
        if (wanted == null || stream.damage() != null || !Bytes.equal(wanted, stream.content())) {
            throw Proof.unproven("it decodes to something else");
        }
    }
}
