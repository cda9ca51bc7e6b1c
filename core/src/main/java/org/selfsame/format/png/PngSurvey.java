package org.selfsame.format.png;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.selfsame.parts.Cursor;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;

/// The chunks of a PNG. Source: W3C, Portable Network Graphics (PNG) Specification, third edition, sections 5 and 11.
///
/// Chunks of text have their keyword in the name, such as `tEXt:Software`. Chunks of one type share a name.
final class PngSurvey implements Survey {
    private static final int SIGNATURE = 8;
    private static final int AROUND = 12;
    private static final int KEYWORD = 80;
    private static final int PIECE = 4096;

    @Override
    public void head(Parts parts) throws IOException {
        parts.structure(0, SIGNATURE, "signature");
        if (!type(parts, SIGNATURE).equals("IHDR") || length(parts, SIGNATURE) != 13) {
            throw parts.broken(SIGNATURE, "the first chunk is no IHDR");
        }
        long at = SIGNATURE + 8;
        parts.fact("width", parts.number(at, 4, ByteOrder.BIG_ENDIAN));
        parts.fact("height", parts.number(at + 4, 4, ByteOrder.BIG_ENDIAN));
        parts.fact("bit_depth", parts.number(at + 8, 1, ByteOrder.BIG_ENDIAN));
        parts.fact("colour_type", parts.number(at + 9, 1, ByteOrder.BIG_ENDIAN));
        parts.fact("interlace", parts.number(at + 12, 1, ByteOrder.BIG_ENDIAN));
    }

    @Override
    public void body(Parts parts) throws IOException {
        long at = SIGNATURE;
        String type;
        do {
            type = type(parts, at);
            chunk(parts, at, type);
            at += AROUND + length(parts, at);
        } while (!type.equals("IEND"));
        if (at < parts.size()) {
            parts.anomaly("trailing_bytes", at, (parts.size() - at) + " bytes after IEND");
        }
    }

    private static void chunk(Parts parts, long at, String type) throws IOException {
        long length = length(parts, at);
        var name = switch (type) {
            case "tEXt", "zTXt", "iTXt", "iCCP" -> {
                long end = parts.find(at + 8, 0, Math.min(length, KEYWORD));
                yield end < 0 ? type : type + ":" + text(parts.bytes(at + 8, end - at - 8));
            }
            default -> type;
        };
        var entry = parts.entry(PartNames.of(name), at + 8, length);
        entry.structure(at, AROUND + length, "chunk");
        entry.field(at, 4, "chunk.length");
        entry.field(at + 4, 4, "chunk.type");
        entry.field(at + 8 + length, 4, "chunk.crc");
        var fields = entry.cursor(at + 8, type, ByteOrder.BIG_ENDIAN);
        if (type.equals("tIME") && length == 7) {
            time(fields);
        } else if (type.equals("IHDR") && length == 13) {
            header(fields);
        }
        if (parts.number(at + 8 + length, 4, ByteOrder.BIG_ENDIAN) != crc(parts, at + 4, length + 4)) {
            parts.anomaly("crc", at + 8 + length, "the CRC of " + name + " is wrong");
        }
    }

    private static void time(Cursor fields) throws IOException {
        fields.u16("year");
        fields.u8("month");
        fields.u8("day");
        fields.u8("hour");
        fields.u8("minute");
        fields.u8("second");
    }

    private static void header(Cursor fields) throws IOException {
        fields.u32("width");
        fields.u32("height");
        fields.u8("bit_depth");
        fields.u8("colour_type");
        fields.u8("compression");
        fields.u8("filter");
        fields.u8("interlace");
    }

    private static long length(Parts parts, long at) throws IOException {
        return parts.number(at, 4, ByteOrder.BIG_ENDIAN);
    }

    /// @throws FormatException if it is not four letters, as every type is
    private static String type(Parts parts, long at) throws IOException {
        var type = text(parts.bytes(at + 4, 4));
        if (!type.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')) {
            throw parts.broken(at + 4, "no type of a chunk");
        }
        return type;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static long crc(Parts parts, long at, long length) throws IOException {
        var crc = new CRC32();
        for (long done = 0; done < length; done += PIECE) {
            crc.update(parts.bytes(at + done, Math.min(PIECE, length - done)));
        }
        return crc.getValue();
    }
}
