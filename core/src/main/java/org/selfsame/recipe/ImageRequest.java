package org.selfsame.recipe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.recipe.Recipe.Image;
import org.selfsame.recipe.Recipe.Output;
import org.selfsame.recipe.Recipe.Unsupported;

/// How the image is written: what `selfsame.toml` says, else what live-build's settings say.
final class ImageRequest {
    private static final int USUAL_BLOCK = 1 << 20;

    private final Settings.Image settings;
    private final LiveBuildSettings liveBuild;
    private final Found found;

    ImageRequest(Settings.Image settings, LiveBuildSettings liveBuild, Found found) {
        this.settings = settings;
        this.liveBuild = liveBuild;
        this.found = found;
    }

    /// @param title the volume id where nobody says one
    /// @param date of the build
    /// @throws RecipeException if a setting has a value that no image can have
    Image image(String title, Instant date) throws RecipeException {
        var excludes = new ArrayList<>(found.excludes);
        excludes.addAll(settings.excludes());
        return new Image(outputs(), volumeId(title, date), field(settings.publisher(), "LB_ISO_PUBLISHER"),
                field(settings.application(), "LB_ISO_APPLICATION"), compression(), level(),
                settings.blockSize() == null ? USUAL_BLOCK : settings.blockSize().intValue(), excludes, found.sort,
                settings.upgradesFrom(), settings.recipe() == null || settings.recipe());
    }

    private String volumeId(String title, Instant date) throws RecipeException {
        if (settings.volumeId() != null) {
            return settings.volumeId();
        }
        var usual = liveBuild.exist() ? "Debian " + liveBuild.textOr("", "LB_DISTRIBUTION") + " @ISOVOLUME_TS@" : title;
        var volume = liveBuild.textOr(usual, "LB_ISO_VOLUME").replace("@ISOVOLUME_TS@", Dates.volume(date));
        if (!Settings.isPlainText(volume, Integer.MAX_VALUE)) {
            throw liveBuild.bad("LB_ISO_VOLUME", volume);
        }
        return volume.length() <= Settings.MOST_VOLUME_ID
                ? volume
                : volume.substring(0, Settings.MOST_VOLUME_ID).strip();
    }

    private String field(@Nullable String said, String setting) throws RecipeException {
        var ofLiveBuild = liveBuild.checked("", setting, text -> Settings.isPlainText(text, Settings.MOST_PUBLISHER));
        return said == null ? ofLiveBuild : said;
    }

    private String compression() throws RecipeException {
        var ofLiveBuild = liveBuild.checked(liveBuild.exist() ? "xz" : "zstd", "LB_CHROOT_SQUASHFS_COMPRESSION_TYPE",
                Settings::isCompression);
        return settings.compression() == null ? ofLiveBuild : settings.compression();
    }

    private @Nullable Integer level() throws RecipeException {
        var setting = "LB_CHROOT_SQUASHFS_COMPRESSION_LEVEL";
        var ofLiveBuild = liveBuild.text(setting);
        if (settings.level() != null) {
            return settings.level().intValue();
        }
        if (ofLiveBuild != null && (!ofLiveBuild.matches("[1-9][0-9]?")
                || Integer.parseInt(ofLiveBuild) > Settings.MOST_LEVEL)) {
            throw liveBuild.bad(setting, ofLiveBuild);
        }
        return ofLiveBuild == null ? null : Integer.valueOf(ofLiveBuild);
    }

    private Set<Output> outputs() {
        var type = liveBuild.textOr("iso-hybrid", "LB_IMAGE_TYPE");
        if (settings.outputs() != null) {
            return settings.outputs();
        }
        return switch (type) {
            case "iso", "iso-hybrid" -> Set.of(Output.ISO);
            case "hdd" -> Set.of(Output.USB);
            case "tar" -> Set.of(Output.TAR);
            default -> {
                found.unsupported.add(new Unsupported(liveBuild.file("LB_IMAGE_TYPE", "config/binary"),
                        "LB_IMAGE_TYPE=" + type, true));
                yield Set.of(Output.ISO);
            }
        };
    }
}
