package org.selfsame.format.manifest;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.parts.Lines;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A checksum, two spaces or a space and a star, and a name on each line. Source: md5sum(1) of GNU coreutils. The first
/// 64 KiB must have nothing else.
final class ManifestSurvey implements Survey {
    /// Hexadecimal digits of MD5, SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512.
    private static final Set<Integer> DIGITS = Set.of(32, 40, 56, 64, 96, 128);

    /// A line that could be read.
    private record Sum(int digits, Name name) {}

    @Override
    public void head(Parts parts) throws IOException {
        var lines = new Lines(parts);
        int digits = 0;
        while (lines.end() < Lines.SAMPLE && lines.next()) {
            var sum = sum(lines.bytes());
            if (sum == null || digits != 0 && sum.digits() != digits) {
                throw parts.broken(lines.start(), "no checksum and name");
            }
            digits = sum.digits();
        }
        parts.fact("digits", digits);
    }

    @Override
    public void body(Parts parts) throws IOException {
        var lines = new Lines(parts);
        while (lines.next()) {
            var sum = sum(lines.bytes());
            if (sum == null) {
                throw parts.broken(lines.start(), "no checksum and name");
            }
            var entry = parts.entry("", sum.name(), Metadata.NONE, lines.start(), sum.digits());
            entry.structure(lines.start(), lines.end() - lines.start(), "line");
            entry.field(lines.start(), sum.digits(), "manifest.checksum");
        }
    }

    private static @Nullable Sum sum(byte[] line) {
        int digits = 0;
        while (digits < line.length && Character.digit(line[digits], 16) >= 0) {
            digits++;
        }
        if (!DIGITS.contains(digits) || line.length < digits + 3 || line[digits] != ' '
                || line[digits + 1] != ' ' && line[digits + 1] != '*') {
            return null;
        }
        return new Sum(digits, PartNames.of(Arrays.copyOfRange(line, digits + 2, line.length)));
    }
}
