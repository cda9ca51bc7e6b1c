package org.selfsame.app.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.selfsame.format.iso9660.IsoOptions;
import org.selfsame.format.iso9660.IsoWriter;
import org.selfsame.format.iso9660.Joliet;
import org.selfsame.pack.Packer;
import org.selfsame.tree.Limits;
import picocli.CommandLine.Model.OptionSpec;

/// `pack iso`.
final class PackIso implements PackFormat {
    private static final String SYSTEM_ID = "--system-id";
    private static final String VOLUME_SET_ID = "--volume-set-id";
    private static final String JOLIET_LONG = "--joliet-long";

    @Override
    public String name() {
        return "iso";
    }

    @Override
    public Set<String> options() {
        var options = new HashSet<>(Set.of(PackOptions.VOLUME_ID, PackOptions.PUBLISHER, PackOptions.PREPARER,
                PackOptions.APPLICATION, PackOptions.NO_JOLIET));
        specs().forEach(spec -> options.add(spec.longestName()));
        return options;
    }

    @Override
    public List<OptionSpec> specs() {
        var specs = new ArrayList<>(
                List.of(OptionSpecs.text(SYSTEM_ID, "TEXT"), OptionSpecs.text(VOLUME_SET_ID, "TEXT"),
                        OptionSpecs.flag(JOLIET_LONG)));
        specs.addAll(PackIsoBoot.specs());
        return specs;
    }

    @Override
    public boolean keepsXattrs() {
        return false;
    }

    @Override
    public Packer.Writer writer(PackOptions given) {
        var options = IsoOptions
                .builder(given.ascii(PackOptions.VOLUME_ID, "ISOIMAGE", IsoOptions.SHORT_TEXT), given.time())
                .systemId(given.ascii(SYSTEM_ID, "", IsoOptions.SHORT_TEXT))
                .volumeSetId(given.ascii(VOLUME_SET_ID, "", IsoOptions.TEXT))
                .publisher(given.ascii(PackOptions.PUBLISHER, "", IsoOptions.TEXT))
                .preparer(given.ascii(PackOptions.PREPARER, "", IsoOptions.TEXT))
                .application(given.ascii(PackOptions.APPLICATION, "", IsoOptions.TEXT))
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
        boolean longer = given.flag(JOLIET_LONG);
        return none ? Joliet.NONE : longer ? Joliet.LONG : Joliet.STANDARD;
    }
}
