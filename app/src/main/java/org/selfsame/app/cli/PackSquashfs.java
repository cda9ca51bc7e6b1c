package org.selfsame.app.cli;

import java.util.List;
import java.util.Set;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.pack.Packer;

/// `pack squashfs`.
final class PackSquashfs implements PackFormat {
    @Override
    public String name() {
        return "squashfs";
    }

    @Override
    public Set<String> options() {
        return Set.of(PackOptions.COMP);
    }

    @Override
    public Packer.Writer writer(PackOptions given) {
        var comp = given.choice(PackOptions.COMP, List.of("gzip", "none"));
        var options = new SquashfsWriter.Options(comp.equals("gzip"), given.time());
        return (tree, target, task) -> SquashfsWriter.write(tree, target, options, task);
    }
}
