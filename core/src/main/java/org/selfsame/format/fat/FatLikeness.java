package org.selfsame.format.fat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;
import org.selfsame.tree.NotWrittenException;

/// Reads off a volume with which options [FatWriter] makes it of its tree. What a volume does not state leaves some to try:
/// whether parts were aligned to clusters, and in which order entries were added.
public final class FatLikeness {
    private static final Instant FIRST = Instant.parse("1980-01-01T00:00:00Z");

    private FatLikeness() {}

    /// All options that may have been used, the likeliest first.
    ///
    /// @throws NotWrittenException if no options make such a volume
    /// @throws IOException if the volume cannot be read, or breaks a rule of the format
    public static List<FatOptions> of(Content content, Limits limits) throws IOException {
        var volume = FatVolume.open(content, limits);
        var found = new ArrayList<FatOptions>();
        try {
            for (boolean aligned : new boolean[]{true, false}) {
                for (var order : FatOptions.Order.values()) {
                    found.add(options(volume).aligned(aligned).order(order).build());
                }
            }
        } catch (IllegalArgumentException e) {
            throw new NotWrittenException(FatReader.FORMAT, String.valueOf(e.getMessage()));
        }
        return found;
    }

    private static FatOptions.Builder options(FatVolume volume) throws IOException {
        var boot = volume.boot();
        int code = boot.wide() ? BootSectorWriter.WIDE_CODE : BootSectorWriter.CODE;
        var content = volume.content();
        var builder = FatOptions.builder(FIRST).type(volume.geometry().type()).size(content.size())
                .sectorSize(boot.sectorSize()).clusterSectors(boot.clusterSectors())
                .reservedSectors(boot.reserved()).tables(boot.tables()).rootEntries(boot.rootEntries())
                .wholeTracks(boot.sectors() < content.size() / boot.sectorSize())
                .geometry(boot.heads(), boot.sectorsPerTrack()).hidden(boot.hidden()).media(boot.media())
                .drive(boot.drive()).serial((int) boot.serial()).oemName(boot.oemName())
                .bootCode(content.slice(code, BootSector.SIGNATURE - code)).times(EntryTimes.keep(FIRST));
        var label = volume.root().entries().stream().filter(DirectoryEntry::isVolumeLabel).findFirst();
        if (label.isPresent()) {
            var time = label.get().metadata().modified();
            builder.label(label.get().shortName()).labelTime(time == null ? FIRST : time);
        }
        return builder;
    }
}
