package org.selfsame.compare.cause;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Side;
import org.selfsame.content.DigestAlgorithm;

/// Rules for checksums and sizes in a text of which it is proven that they are those of a file that differs: on each side
/// those of that side's file.
final class SumRules {
    private static final Pattern SUM = Pattern
            .compile("(?<![A-Za-z0-9+/])(?:[0-9a-fA-F]{32,128}|[A-Za-z0-9+/]{22,86}={0,2})(?![A-Za-z0-9+/=])");
    private static final Pattern WORD = Pattern.compile("[^\\s*()'\",;:=]+");
    private static final Pattern LINE = Pattern.compile("[^\\n]+");
    /// Lines that are looked at, and rules that are made.
    private static final int MOST_LINES = 20_000;
    private static final int MOST_RULES = 500;

    private final ChangedFiles files;
    private final Set<Object> seen = new HashSet<>();
    private final List<TokenRule> rules = new ArrayList<>();

    private SumRules(ChangedFiles files) {
        this.files = files;
    }

    /// @param about the path of the text, which may name the file where the text is one line of a list
    static List<TokenRule> of(String left, String right, String about, ChangedFiles files) throws IOException {
        var made = new SumRules(files);
        var before = about;
        int lines = 0;
        var matcher = LINE.matcher(left);
        while (matcher.find() && lines++ < MOST_LINES && made.rules.size() < MOST_RULES) {
            made.line(matcher.group(), before, right);
            before = matcher.group();
        }
        return made.rules;
    }

    private void line(String line, String before, String right) throws IOException {
        var sums = SUM.matcher(line);
        boolean found = false;
        while (sums.find()) {
            var algorithm = algorithm(sums.group());
            if (algorithm != null) {
                found = true;
                sum(sums.group(), algorithm, line, before, right);
            }
        }
        if (found) {
            for (var file : about(line, before)) {
                size(file, line, right);
            }
        }
    }

    private void sum(String token, DigestAlgorithm algorithm, String line, String before, String right)
            throws IOException {
        for (var file : about(line, before)) {
            if (hex(token).equals(files.digest(file, Side.LEFT, algorithm))) {
                var other = files.digest(file, Side.RIGHT, algorithm);
                var written = written(token, other);
                if (!other.isEmpty() && right.contains(written)) {
                    add(CauseCode.HASH_OF_CHANGED, token, written, file);
                }
                return;
            }
        }
    }

    private void size(ChangedFiles.Changed file, String line, String right) {
        var a = Long.toString(file.left().size());
        var b = Long.toString(file.right().size());
        if (!a.equals(b) && line.contains(a) && right.contains(b)) {
            add(CauseCode.SIZE_OF_CHANGED, a, b, file);
        }
    }

    private void add(CauseCode code, String left, String right, ChangedFiles.Changed file) {
        if (seen.add(List.of(code, left, right))) {
            rules.add(new TokenRule(code, exactly(left), exactly(right), "<" + code + " " + file.root() + ">",
                    file.root()));
        }
    }

    private static Pattern exactly(String token) {
        return Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(token) + "(?![A-Za-z0-9])");
    }

    /// The files that differ and that are named beside a checksum.
    private List<ChangedFiles.Changed> about(String line, String before) {
        var found = new ArrayList<ChangedFiles.Changed>();
        for (var text : List.of(line, before)) {
            WORD.matcher(text).results().limit(40).forEach(word -> found.addAll(files.named(word.group())));
            if (!found.isEmpty()) {
                break;
            }
        }
        return found;
    }

    private static @Nullable DigestAlgorithm algorithm(String token) {
        int length = isHex(token) ? token.length() / 2 : base64(token).length;
        for (var algorithm : DigestAlgorithm.values()) {
            if (algorithm.length() == length && (!isHex(token) || token.length() % 2 == 0)) {
                return algorithm;
            }
        }
        return null;
    }

    private static boolean isHex(String token) {
        return token.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }

    private static byte[] base64(String token) {
        try {
            return Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static String hex(String token) {
        return isHex(token) ? token.toLowerCase(Locale.ROOT) : HexFormat.of().formatHex(base64(token));
    }

    /// A digest, written as `like` is.
    private static String written(String like, String hex) {
        if (isHex(like)) {
            return like.equals(like.toLowerCase(Locale.ROOT)) ? hex : hex.toUpperCase(Locale.ROOT);
        }
        var encoded = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        return like.endsWith("=") ? encoded : encoded.replace("=", "");
    }
}
