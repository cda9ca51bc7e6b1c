package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;

/// The MD5 sum that `implantisomd5` (isomd5sum) has written into the application-use bytes of the first primary
/// volume descriptor. It tells damage from no damage and nothing more: whoever changes the image can renew it.
///
/// @param md5 the sum of what [#covered] gives
/// @param skippedSectors sectors of 2048 bytes at the volume's end that are not summed
/// @param fragmentCount into how many parts, after the first, the sums of [#fragmentSums] divide the image
/// @param fragmentSums the first digits of the sum after each part
/// @param supported whether the image says that it passed its maker's tests (`RHLISOSTATUS=1`)
/// @param text the whole text as it stands there
/// @param applicationUse where the application-use bytes lie
/// @param coveredSize how many bytes, from the start of the image, are summed
public record ImplantedMd5(Digest md5, long skippedSectors, int fragmentCount, String fragmentSums, boolean supported,
        String text, long applicationUse, long coveredSize) {
    private static final Pattern SUM = Pattern.compile("ISO MD5SUM = ([0-9a-f]{32});");
    private static final Pattern SKIP = Pattern.compile("SKIPSECTORS = ([0-9]{1,9});");
    private static final Pattern COUNT = Pattern.compile("FRAGMENT COUNT = ([0-9]{1,9});");
    private static final Pattern FRAGMENTS = Pattern.compile("FRAGMENT SUMS = ([0-9a-f]{60});");

    static Optional<ImplantedMd5> of(VolumeDescriptor primary) throws FormatException {
        var bytes = primary.bytes();
        var text = bytes.latin1(VolumeDescriptor.APPLICATION_USE, VolumeDescriptor.APPLICATION_USE_LENGTH);
        var sum = find(SUM, text);
        if (sum.isEmpty()) {
            return Optional.empty();
        }
        long skipped = find(SKIP, text).map(Long::parseLong).orElse(0L);
        // isomd5sum takes the big-endian half of the volume's size
        long covered = Math.max(0, (bytes.u32be(84) - skipped) * Iso.SECTOR);
        return Optional.of(new ImplantedMd5(new Digest(DigestAlgorithm.MD5, sum.get()), skipped,
                find(COUNT, text).map(Integer::parseInt).orElse(0), find(FRAGMENTS, text).orElse(""),
                text.contains("RHLISOSTATUS=1"), text.strip(), bytes.offset(VolumeDescriptor.APPLICATION_USE),
                covered));
    }

    private static Optional<String> find(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// The bytes that are summed: `image` up to [#coveredSize], the application-use bytes replaced by blanks.
    ///
    /// @throws FormatException if the image is shorter than that
    public Content covered(Content image) throws FormatException {
        Ranges.check(Iso.FORMAT, 0, coveredSize, image.size());
        return new Blanked(image, applicationUse, coveredSize);
    }

    private record Blanked(Content image, long from, long size) implements Content {

        @Override
        public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
            Ranges.check("content", offset, length, size);
            image.read(offset, target, targetOffset, length);
            long first = Math.max(offset, from);
            long end = Math.min(offset + length, from + VolumeDescriptor.APPLICATION_USE_LENGTH);
            for (long at = first; at < end; at++) {
                target[targetOffset + (int) (at - offset)] = ' ';
            }
        }
    }
}
