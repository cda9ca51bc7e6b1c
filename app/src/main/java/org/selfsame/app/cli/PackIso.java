package org.selfsame.app.cli;

import java.util.HashSet;
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
        var options = new HashSet<>(PackIsoBoot.OPTIONS);
        options.addAll(Set.of(PackOptions.VOLUME_ID, PackOptions.SYSTEM_ID, PackOptions.VOLUME_SET_ID,
                PackOptions.PUBLISHER, PackOptions.PREPARER, PackOptions.APPLICATION, PackOptions.NO_JOLIET,
                PackOptions.JOLIET_LONG));
        return options;
    }

    @Override
    public Packer.Writer writer(PackOptions given) {
        var options = IsoOptions.builder(given.text(PackOptions.VOLUME_ID, "ISOIMAGE"), given.time())
                .systemId(given.text(PackOptions.SYSTEM_ID, ""))
                .volumeSetId(given.text(PackOptions.VOLUME_SET_ID, ""))
                .publisher(given.text(PackOptions.PUBLISHER, ""))
                .preparer(given.text(PackOptions.PREPARER, ""))
                .application(given.text(PackOptions.APPLICATION, ""))
                .joliet(joliet(given));
        var boot = PackIsoBoot.of(given);
        if (boot == null) {
            var plain = options.build();
            return Packer.streamed((tree, out, task) -> IsoWriter.write(tree, plain, out, Limits.DEFAULT, task));
        }
        return Packer.streamed((tree, out, task) -> boot.write(tree, options, out, task));
    }

    private static Joliet joliet(PackOptions given) {
        boolean none = given.flag(PackOptions.NO_JOLIET);
        boolean longer = given.flag(PackOptions.JOLIET_LONG);
        return none ? Joliet.NONE : longer ? Joliet.LONG : Joliet.STANDARD;
    }
}
