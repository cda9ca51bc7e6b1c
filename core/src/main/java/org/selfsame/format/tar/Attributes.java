package org.selfsame.format.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.selfsame.tree.Name;

/// Extended attributes in pax records: as star and GNU tar write them, `SCHILY.xattr.NAME` with the value as it is, and
/// as libarchive does, `LIBARCHIVE.xattr.NAME` with escapes in the name and the value in base64. Where both are there
/// the first counts. Source: libarchive's tar(5), "Pax Interchange Format".
final class Attributes {
    private static final String SCHILY = "SCHILY.xattr.";
    private static final String LIBARCHIVE = "LIBARCHIVE.xattr.";

    private Attributes() {}

    static SortedMap<Name, byte[]> of(List<PaxRecord> records) {
        var attributes = new TreeMap<Name, byte[]>();
        for (var record : records) {
            if (record.keyword().startsWith(LIBARCHIVE)) {
                try {
                    var text = new String(record.value(), StandardCharsets.ISO_8859_1).replace("=", "");
                    attributes.put(Name.of(unescape(record.keyword().substring(LIBARCHIVE.length()))),
                            Base64.getDecoder().decode(text));
                } catch (IllegalArgumentException _) {
                    // not base64: no attribute; the record stays in the layout
                }
            }
        }
        for (var record : records) {
            if (record.keyword().startsWith(SCHILY)) {
                attributes.put(Name.of(record.keyword().substring(SCHILY.length())), record.value());
            }
        }
        return attributes;
    }

    private static byte[] unescape(String name) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            int high = i + 2 < name.length() ? Character.digit(name.charAt(i + 1), 16) : -1;
            int low = i + 2 < name.length() ? Character.digit(name.charAt(i + 2), 16) : -1;
            if (name.charAt(i) == '%' && high >= 0 && low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(name.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
