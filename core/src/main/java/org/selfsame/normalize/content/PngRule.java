package org.selfsame.normalize.content;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.BlockEncoders;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.SplicedContent;
import org.selfsame.format.png.PngFormat;
import org.selfsame.normalize.ContentRule;
import org.selfsame.normalize.Epoch;
import org.selfsame.normalize.Work;

/// PNG pictures: the time of the last change, and the texts that hold a time, in all three kinds of chunks. Pixels and all
/// other chunks stay. Source: W3C, Portable Network Graphics (PNG) Specification, third edition, 11.3.3 and 11.3.4.
public final class PngRule implements ContentRule {
    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
    private static final String FORMAT = "png";
    /// More than any text chunk with a time has.
    private static final int LONGEST = 4096;
    /// zlib's usual one.
    private static final int LEVEL = 6;
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    @Override
    public String id() {
        return "png";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return Bytes.has(content, 0, SIGNATURE);
    }

    @Override
    public Optional<Content> apply(Content content, Work work) throws IOException {
        var out = new SplicedContent.Builder();
        long kept = 0;
        for (long at = SIGNATURE.length(); content.size() - at >= 12;) {
            work.task().checkCancelled();
            var header = content.bytes(at, 8);
            long length = Bytes.u32be(header, 0);
            if (length > content.size() - at - 12) {
                throw new FormatException(FORMAT, at, "a chunk of " + length + " bytes does not fit");
            }
            var type = Bytes.latin(Arrays.copyOfRange(header, 4, 8));
            if (length <= LONGEST && isDated(type)) {
                var before = content.bytes(at + 8, (int) length);
                var after = data(type, before, work.epoch());
                if (after != null) {
                    out.add(content, kept, at - kept).add(chunk(type, after));
                    kept = at + 12 + length;
                }
            }
            at += 12 + length;
            if (type.equals("IEND")) {
                break;
            }
        }
        return kept == 0 ? Optional.empty() : Optional.of(out.add(content, kept, content.size() - kept).build());
    }

    private static boolean isDated(String type) {
        return switch (type) {
            case "tIME", "tEXt", "zTXt", "iTXt" -> true;
            default -> false;
        };
    }

    /// What a chunk should hold, or null if it stays.
    private static byte @Nullable [] data(String type, byte[] data, Epoch epoch) throws IOException {
        if (type.equals("tIME")) {
            return data.length == 7 ? time(data, epoch) : null;
        }
        int end = 0;
        while (end < data.length && data[end] != 0) {
            end++;
        }
        var keyword = Bytes.latin(Arrays.copyOf(data, end));
        if (!keyword.startsWith("date:") && !keyword.equals("Creation Time")) {
            return null;
        }
        var out = new ByteArrayOutputStream();
        int text = switch (type) {
            case "tEXt" -> end + 1;
            case "zTXt" -> end + 2;
            default -> behind(data, behind(data, end + 3));
        };
        if (text > data.length) {
            return null;
        }
        boolean packed = type.equals("zTXt") || type.equals("iTXt") && data[end + 1] != 0;
        out.write(data, 0, text);
        var value = Arrays.copyOfRange(data, text, data.length);
        var before = Bytes.latin(packed ? inflate(value) : value);
        out.writeBytes(packed ? deflate(value(before, epoch)) : value(before, epoch));
        return out.toByteArray();
    }

    /// The first byte behind the text at `from` and the zero byte that ends it.
    private static int behind(byte[] data, int from) {
        int at = from;
        while (at < data.length && data[at] != 0) {
            at++;
        }
        return at + 1;
    }

    private static byte[] value(String before, Epoch epoch) {
        long time = epoch.seconds();
        if (epoch.clamp()) {
            time = Math.min(time, parse(before));
        }
        return Bytes.latin(ISO.format(Instant.ofEpochSecond(time).atOffset(ZoneOffset.UTC)));
    }

    private static long parse(String text) {
        for (var format : new DateTimeFormatter[]{DateTimeFormatter.ISO_OFFSET_DATE_TIME,
                DateTimeFormatter.RFC_1123_DATE_TIME}) {
            try {
                return OffsetDateTime.parse(text.strip(), format).toEpochSecond();
            } catch (DateTimeException _) {
                // another form, or no date at all
            }
        }
        return Long.MAX_VALUE;
    }

    private static byte[] time(byte[] data, Epoch epoch) {
        long time = epoch.seconds();
        try {
            time = epoch.of(LocalDateTime.of((data[0] & 0xff) << 8 | data[1] & 0xff, data[2], data[3], data[4], data[5],
                    Math.min(data[6], 59)).toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            // no time at all
        }
        var date = LocalDateTime.ofEpochSecond(time, 0, ZoneOffset.UTC);
        return new byte[]{(byte) (date.getYear() >> 8), (byte) date.getYear(), (byte) date.getMonthValue(),
                (byte) date.getDayOfMonth(), (byte) date.getHour(), (byte) date.getMinute(), (byte) date.getSecond()};
    }

    private static byte[] inflate(byte[] packed) {
        try (var stream = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return stream.readNBytes(LONGEST);
        } catch (IOException _) {
            return new byte[0];
        }
    }

    private static byte[] deflate(byte[] plain) throws IOException {
        // what cannot be made smaller gets a little longer
        var out = new byte[2 * plain.length + 64];
        try (var encoder = BlockEncoders.zlib(LEVEL)) {
            return Arrays.copyOf(out, encoder.encode(plain, 0, plain.length, out, 0, out.length));
        }
    }

    private static byte[] chunk(String type, byte[] data) {
        var chunk = new byte[data.length + 12];
        Bytes.put32be(chunk, 0, data.length);
        System.arraycopy(Bytes.latin(type), 0, chunk, 4, 4);
        System.arraycopy(data, 0, chunk, 8, data.length);
        var crc = new CRC32();
        crc.update(chunk, 4, data.length + 4);
        Bytes.put32be(chunk, 8 + data.length, crc.getValue());
        return chunk;
    }

    @Override
    public void prove(Content before, Content after, Work work) throws IOException {
        Proof.sameEntries(new PngFormat(), before, after, work,
                path -> path.equals("tIME") || path.matches("[tiz](EXt|TXt):.*(date|Creation).*"));
    }
}
