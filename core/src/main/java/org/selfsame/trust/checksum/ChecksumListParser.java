package org.selfsame.trust.checksum;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;
import org.selfsame.trust.checksum.ChecksumList.Entry;

/// Reads one list of checksums.
final class ChecksumListParser {
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
    private static final Pattern ABSOLUTE = Pattern.compile("(?s)[/\\\\].*|[A-Za-z]:[/\\\\].*");
    private static final Pattern OWN_SUFFIX = Pattern
            .compile("(?i)\\.(md5|sha1|sha224|sha256|sha384|sha512)(sums?)?(\\.txt)?$");
    /// Longer than any path that a file system takes, even with each byte escaped.
    private static final int MAX_LINE = 16_384;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final String fileName;
    private final Optional<NamedAlgorithm> told;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Key, Digest> seen = new HashMap<>();
    private boolean passedOver;

    ChecksumListParser(String fileName) {
        this.fileName = fileName;
        told = NamedAlgorithm.inFileName(fileName);
    }

    ChecksumList parse(byte[] text) throws TrustException {
        if (text.length > ChecksumList.MAX_BYTES) {
            throw new TrustException(Reason.TOO_LARGE, 0);
        }
        int number = 0;
        for (var raw : decode(text).split("\n", ChecksumList.MAX_LINES + 2)) {
            number++;
            var line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            if (number > ChecksumList.MAX_LINES) {
                throw new TrustException(Reason.TOO_MANY_LINES, number);
            }
            if (line.length() > MAX_LINE) {
                throw new TrustException(Reason.LINE_TOO_LONG, number);
            }
            if (!line.isBlank() && !line.startsWith("#")) {
                add(line, number);
            }
        }
        if (entries.isEmpty()) {
            throw new TrustException(passedOver ? Reason.UNKNOWN_ALGORITHM : Reason.EMPTY, number);
        }
        if (entries.size() > 1 && entries.stream().anyMatch(e -> e.name().isEmpty())) {
            throw new TrustException(Reason.BAD_NAME, number);
        }
        return new ChecksumList(entries);
    }

    private static String decode(byte[] text) throws TrustException {
        try {
            var decoded = charset(text).newDecoder().decode(ByteBuffer.wrap(text)).toString();
            if (decoded.indexOf('\0') >= 0) {
                throw new TrustException(Reason.NOT_TEXT, 0);
            }
            return !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK ? decoded.substring(1) : decoded;
        } catch (CharacterCodingException e) {
            throw new TrustException(Reason.NOT_TEXT, 0, e);
        }
    }

    /// UTF-8, or what Windows' shells write when a checksum is redirected to a file: UTF-16 with its mark.
    private static Charset charset(byte[] text) {
        int mark = text.length < 2 ? 0 : (text[0] & 0xff) << 8 | text[1] & 0xff;
        return switch (mark) {
            case 0xfffe -> StandardCharsets.UTF_16LE;
            case 0xfeff -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
    }

    private void add(String text, int number) throws TrustException {
        var line = ChecksumLine.of(text)
                .orElseThrow(() -> new TrustException(Reason.NOT_A_CHECKSUM_LINE, number));
        var algorithm = algorithm(line, number);
        if (algorithm.isEmpty()) {
            passedOver = true;
            return;
        }
        if (line.hex().length() != 2 * algorithm.get().length()) {
            throw new TrustException(Reason.DIGEST_LENGTH, number);
        }
        var entry = new Entry(name(line, number), new Digest(algorithm.get(), line.hex()), number);
        var before = seen.putIfAbsent(new Key(entry.name(), algorithm.get()), entry.digest());
        if (before == null) {
            entries.add(entry);
        } else if (!before.equals(entry.digest())) {
            throw new TrustException(Reason.CONTRADICTION, number);
        }
    }

    /// The algorithm of a line; empty if it is one that we do not compute.
    private Optional<DigestAlgorithm> algorithm(ChecksumLine line, int number) throws TrustException {
        var tag = line.tag();
        if (tag != null) {
            var tagged = NamedAlgorithm.of(tag);
            if (tagged.known().isPresent() && told.isPresent() && !told.get().equals(tagged)) {
                throw new TrustException(Reason.CONTRADICTION, number);
            }
            return tagged.known();
        }
        if (told.isPresent()) {
            return told.get().known();
        }
        var byLength = NamedAlgorithm.byDigits(line.hex().length());
        if (byLength.isEmpty()) {
            throw new TrustException(Reason.DIGEST_LENGTH, number);
        }
        return byLength;
    }

    private String name(ChecksumLine line, int number) throws TrustException {
        if (line.name() == null) {
            var suffix = OWN_SUFFIX.matcher(fileName);
            return suffix.find() ? fileName.substring(0, suffix.start()) : "";
        }
        var name = line.plainName().orElseThrow(() -> new TrustException(Reason.BAD_NAME, number));
        while (name.startsWith("./")) {
            name = name.substring(2);
        }
        if (name.isBlank() || !line.escaped() && name.indexOf('\r') >= 0) {
            throw new TrustException(Reason.BAD_NAME, number);
        }
        if (ABSOLUTE.matcher(name).matches() || List.of(SEPARATOR.split(name, -1)).contains("..")) {
            throw new TrustException(Reason.NAME_OUTSIDE, number);
        }
        return name;
    }

    private record Key(String name, DigestAlgorithm algorithm) {}
}
