package org.selfsame.app.cli;

import java.util.Set;
import org.selfsame.format.iso9660.IsoOptions;
import org.selfsame.format.iso9660.IsoWriter;
import org.selfsame.format.iso9660.Joliet;
import org.selfsame.pack.Packer;
import org.selfsame.tree.Limits;

/// `pack iso`.
final class PackIso implements PackFormat {
    @Override
    public String name() {
        return "iso";
    }

    @Override
    public Set<String> options() {
        return Set.of(PackOptions.VOLUME_ID, PackOptions.PUBLISHER, PackOptions.PREPARER, PackOptions.APPLICATION,
                PackOptions.NO_JOLIET);
    }

    @Override
    public Packer.Writer writer(PackOptions given) {
        var options = IsoOptions.builder(given.text(PackOptions.VOLUME_ID, "ISOIMAGE"), given.time())
                .publisher(given.text(PackOptions.PUBLISHER, ""))
                .preparer(given.text(PackOptions.PREPARER, ""))
                .application(given.text(PackOptions.APPLICATION, ""))
                .joliet(given.flag(PackOptions.NO_JOLIET) ? Joliet.NONE : Joliet.STANDARD)
                .build();
        return Packer.streamed((tree, out, task) -> IsoWriter.write(tree, options, out, Limits.DEFAULT, task));
    }
}
