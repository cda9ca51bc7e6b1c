package org.selfsame.compare.cause;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.selfsame.compare.Cause.Evidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Side;

/// Causes in contents that are no text: times and addresses as numbers, random bytes, and what was inserted. Nothing that
/// is run is explained by what its bytes look like.
final class BinaryFinder implements Finder {
    /// 2000 to 2100. There is no clock here that could say what is later than now.
    private static final long FIRST = 946_684_800L;
    private static final long LAST = 4_102_444_800L;
    /// Bytes from which on the spread of byte values says something.
    private static final int LEAST_RANDOM = 256;

    @Override
    public void look(Suspect suspect, Reasons reasons) throws IOException {
        if (!suspect.isContent() || suspect.where().boots() || reasons.explained()) {
            return;
        }
        var left = suspect.sample(Side.LEFT);
        var right = suspect.sample(Side.RIGHT);
        if (left.size() == 0 || right.size() == 0 || left.isText() && right.isText() || TextFinder.isCode(suspect)) {
            return;
        }
        var a = left.bytes();
        var b = right.bytes();
        if (!left.isWhole() || !right.isWhole()) {
            return;
        }
        if (a.length == b.length) {
            numbers(a, b, reasons);
        } else {
            insertion(a, b, reasons);
        }
        if (!reasons.explained() && isRandom(a) && isRandom(b)) {
            reasons.suspect(CauseCode.RANDOM_BLOB);
        }
    }

    private static void numbers(byte[] a, byte[] b, Reasons reasons) {
        if (covered(a, b, 8, BinaryFinder::isPointer, CauseCode.ASLR_POINTER, 1, reasons)
                || covered(a, b, 8, BinaryFinder::isTime64, CauseCode.TIME_EPOCH64, 1, reasons)) {
            return;
        }
        // 32 bits, and nanoseconds, look like a time too easily: the same step must be there twice
        if (covered(a, b, 8, BinaryFinder::isNanoseconds, CauseCode.TIME_EPOCH64, 2, reasons)) {
            return;
        }
        covered(a, b, 4, value -> FIRST <= value && value <= LAST, CauseCode.TIME_EPOCH32, 2, reasons);
    }

    private static boolean isPointer(long value) {
        long top = value >>> 40;
        return top == 0x7f || top == 0x55 || top == 0x56;
    }

    private static boolean isTime64(long value) {
        return FIRST <= value && value <= LAST || FIRST * 1000 <= value && value <= LAST * 1000
                || FIRST * 1_000_000 <= value && value <= LAST * 1_000_000;
    }

    private static boolean isNanoseconds(long value) {
        return FIRST * 1_000_000_000 <= value && value / 1_000_000_000 <= LAST;
    }

    /// Whether every differing byte lies in a number of `width` bytes, at a multiple of 4, that is a `kind` on both sides;
    /// little-endian ones first, then big-endian ones.
    private static boolean covered(byte[] a, byte[] b, int width, LongPredicate kind, CauseCode code, int repeats,
            Reasons reasons) {
        for (boolean big : new boolean[]{false, true}) {
            var evidence = new ArrayList<Evidence>();
            var steps = new HashMap<Long, Integer>();
            if (cover(a, b, width, big, kind, evidence, steps)) {
                int most = steps.values().stream().mapToInt(Integer::intValue).max().orElse(0);
                int all = steps.values().stream().mapToInt(Integer::intValue).sum();
                var shown = evidence.toArray(Evidence[]::new);
                if (most >= repeats && (repeats == 1 || most == all)) {
                    reasons.confirm(code, shown);
                } else if (width == 4 || repeats == 1) {
                    reasons.suspect(code, shown);
                }
                return reasons.explained();
            }
        }
        return false;
    }

    private static boolean cover(byte[] a, byte[] b, int width, boolean big, LongPredicate kind,
            List<Evidence> evidence, Map<Long, Integer> steps) {
        int at = 0;
        while (at < a.length) {
            if (a[at] == b[at]) {
                at++;
                continue;
            }
            int start = -1;
            // the number may begin a word before the byte that differs
            for (int from = at / 4 * 4; from > at - width && from >= 0 && start < 0; from -= 4) {
                if (from + width <= a.length && kind.test(number(a, from, width, big))
                        && kind.test(number(b, from, width, big))) {
                    start = from;
                }
            }
            if (start < 0) {
                return false;
            }
            steps.merge(number(b, start, width, big) - number(a, start, width, big), 1, Integer::sum);
            if (evidence.size() < 3) {
                evidence.add(new Evidence(HexFormat.of().formatHex(a, start, start + width),
                        HexFormat.of().formatHex(b, start, start + width), start, start));
            }
            at = start + width;
        }
        return true;
    }

    private static long number(byte[] bytes, int at, int width, boolean big) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | bytes[big ? at + i : at + width - 1 - i] & 0xff;
        }
        return value;
    }

    /// One run of bytes that one side has more, and everything after it as it is on the other side.
    private static void insertion(byte[] a, byte[] b, Reasons reasons) {
        var small = a.length < b.length ? a : b;
        var large = a.length < b.length ? b : a;
        int start = 0;
        while (start < small.length && small[start] == large[start]) {
            start++;
        }
        int end = 0;
        while (end < small.length - start && small[small.length - 1 - end] == large[large.length - 1 - end]) {
            end++;
        }
        if (start + end == small.length && start > 0 && end > 0) {
            int length = Math.min(16, large.length - small.length);
            var inserted = HexFormat.of().formatHex(large, start, start + length);
            boolean left = a.length > b.length;
            // what was inserted is not known; that the rest is shifted is
            reasons.suspect(CauseCode.UNKNOWN, new Evidence(left ? inserted : null, left ? null : inserted, start,
                    start));
            reasons.confirm(CauseCode.SHIFT,
                    new Evidence(left ? inserted : null, left ? null : inserted, start, start));
        }
    }

    /// Whether the bytes are spread as random ones are: their entropy is within a tenth of a bit of what random bytes of
    /// this number have.
    static boolean isRandom(byte[] bytes) {
        if (bytes.length < LEAST_RANDOM) {
            return false;
        }
        var counts = new int[256];
        for (byte value : bytes) {
            counts[value & 0xff]++;
        }
        double entropy = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / bytes.length;
                entropy -= share * Math.log(share) / Math.log(2);
            }
        }
        return entropy > 8 - 255 / (2 * bytes.length * Math.log(2)) - 0.1;
    }
}
