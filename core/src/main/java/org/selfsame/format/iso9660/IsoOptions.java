package org.selfsame.format.iso9660;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an image that is written states beside its tree. Everything that would otherwise come from a clock or a host
/// is given here, so the bytes depend on the tree and on this alone.
///
/// @param volumeId up to 32 printable ASCII characters; Joliet's descriptor holds the first 16
/// @param systemId up to 32 printable ASCII characters
/// @param volumeSetId up to 128 printable ASCII characters
/// @param publisher up to 128 printable ASCII characters
/// @param preparer up to 128 printable ASCII characters
/// @param application up to 128 printable ASCII characters
/// @param time the volume's dates, and the modification time of entries that have none; whole seconds
/// @param clamp whether entries that were modified later than `time` get this time
/// @param joliet whether to write a Joliet tree beside Rock Ridge's
/// @param weights which files come first on the disc: by falling weight, then in the order of the tree. Paths of files,
///        or of directories for all that is in them; the longest one counts. What is not named weighs 0, and what the tree
///        does not have is passed over
/// @param boot how the image starts from a disc, or null
/// @param hybrid how it starts from a disk, or null
/// @param padding sectors of zeros at the end. Some drives cannot read a track's last ones; 150 are usual
public record IsoOptions(String volumeId, String systemId, String volumeSetId, String publisher, String preparer,
        String application, Instant time, boolean clamp, Joliet joliet, Map<String, Integer> weights,
        @Nullable ElTorito boot, @Nullable Hybrid hybrid, int padding) {
    /// Characters of a volume id and a system id.
    public static final int SHORT_TEXT = 32;
    /// Characters of the other texts.
    public static final int TEXT = 128;
    /// Sectors of padding.
    public static final int MAX_PADDING = 1 << 20;

    /// @throws IllegalArgumentException if a text is too long or not printable ASCII, or the parts contradict each other
    public IsoOptions {
        check(volumeId, SHORT_TEXT);
        check(systemId, SHORT_TEXT);
        check(volumeSetId, TEXT);
        check(publisher, TEXT);
        check(preparer, TEXT);
        check(application, TEXT);
        weights = Map.copyOf(weights);
        if (padding < 0 || padding > MAX_PADDING) {
            throw new IllegalArgumentException(padding + " sectors of padding");
        }
        checkBoot(boot, hybrid);
    }

    private static void checkBoot(@Nullable ElTorito boot, @Nullable Hybrid hybrid) {
        boolean bios = false;
        boolean file = false;
        boolean appended = false;
        if (boot != null) {
            for (var image : boot.images()) {
                bios |= image.platform() == BootImage.Platform.BIOS && image.path() != null;
                file |= image.platform() == BootImage.Platform.EFI && image.path() != null;
                appended |= image.path() == null;
            }
        }
        if (appended && (hybrid == null || hybrid.appended() == null)) {
            throw new IllegalArgumentException("a boot image is the appended partition, but there is none");
        }
        if (hybrid != null && hybrid.loader() != Hybrid.Loader.NONE && !bios) {
            throw new IllegalArgumentException("boot code needs a boot image for the BIOS that it starts");
        }
        if (hybrid != null && hybrid.apm() && !file && !appended) {
            throw new IllegalArgumentException("an Apple partition map needs a boot image for UEFI");
        }
        if (hybrid != null && hybrid.partitionOffset() && hybrid.table() == Hybrid.Table.GPT && file) {
            throw new IllegalArgumentException("with a GPT, a partition that can be mounted cannot hold the EFI image");
        }
    }

    /// Rock Ridge and Joliet, and nothing else.
    ///
    /// @throws IllegalArgumentException if the volume id is too long or not printable ASCII
    public static IsoOptions of(String volumeId, Instant time) {
        return builder(volumeId, time).build();
    }

    /// A builder that starts with Rock Ridge and Joliet, and nothing else.
    public static Builder builder(String volumeId, Instant time) {
        return new Builder(volumeId, time);
    }

    private static void check(String text, int length) {
        if (text.length() > length || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("not " + length + " printable ASCII characters or fewer: " + text);
        }
    }

    /// Collects options.
    public static final class Builder {
        private final String volumeId;
        private final Instant time;
        private String systemId = "";
        private String volumeSetId = "";
        private String publisher = "";
        private String preparer = "";
        private String application = "";
        private boolean clamp;
        private Joliet joliet = Joliet.STANDARD;
        private final Map<String, Integer> weights = new TreeMap<>();
        private @Nullable ElTorito boot;
        private @Nullable Hybrid hybrid;
        private int padding;

        private Builder(String volumeId, Instant time) {
            this.volumeId = volumeId;
            this.time = time;
        }

        public Builder systemId(String value) {
            systemId = value;
            return this;
        }

        public Builder volumeSetId(String value) {
            volumeSetId = value;
            return this;
        }

        public Builder publisher(String value) {
            publisher = value;
            return this;
        }

        public Builder preparer(String value) {
            preparer = value;
            return this;
        }

        public Builder application(String value) {
            application = value;
            return this;
        }

        public Builder clamp(boolean value) {
            clamp = value;
            return this;
        }

        public Builder joliet(Joliet value) {
            joliet = value;
            return this;
        }

        public Builder weight(String path, int weight) {
            weights.put(path, weight);
            return this;
        }

        public Builder boot(ElTorito value) {
            boot = value;
            return this;
        }

        public Builder hybrid(Hybrid value) {
            hybrid = value;
            return this;
        }

        public Builder padding(int sectors) {
            padding = sectors;
            return this;
        }

        /// @throws IllegalArgumentException as the constructor of [IsoOptions] does
        public IsoOptions build() {
            return new IsoOptions(volumeId, systemId, volumeSetId, publisher, preparer, application, time, clamp,
                    joliet,
                    weights, boot, hybrid, padding);
        }
    }
}
