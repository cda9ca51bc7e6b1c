package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

/// Images that we did not make, from Debian packages.
class RealImagesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"/usr/lib/grub-rescue/grub-rescue-cdrom.iso, grub-rescue-pc",
            "/usr/lib/ipxe/ipxe.iso, ipxe",
            "/usr/lib/memtest86+/memtest86+x64.iso, memtest86+",
            "/usr/lib/memtest86+/memtest86+ia32.iso, memtest86+"})
    void readsWhatXorrisoReads(String file, String from) throws IOException {
        Tool.require("xorriso", "isoinfo");
        var image = Tool.requireFile(file, from);
        var reader = IsoImages.open(image);
        assertThat(IsoImages.listed(reader.tree())).isEqualTo(IsoImages.listedByXorriso(image));
        var out = directory.resolve("out");
        Tool.run(directory, "xorriso", "-osirrox", "on:auto_chmod_on", "-indev", file, "-extract", "/", out.toString());
        assertThat(IsoImages.digests(reader.tree())).isEqualTo(IsoImages.digests(out));
        assertThat(IsoImages.codes(reader)).isSubsetOf("iso9660.trailing_bytes");
        assertThat(reader.layout(Task.silent()).at(Iso.SYSTEM_AREA).getFirst().what()).isEqualTo(
                "primary volume descriptor");
    }
}
