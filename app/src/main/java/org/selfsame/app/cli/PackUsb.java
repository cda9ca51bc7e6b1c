package org.selfsame.app.cli;

import java.util.Set;
import org.selfsame.pack.Packer;
import org.selfsame.pack.UsbImage;

/// `pack usb`.
final class PackUsb implements PackFormat {
    @Override
    public String name() {
        return "usb";
    }

    @Override
    public Set<String> options() {
        return Set.of(PackFat.LABEL, PackFat.SERIAL, PackFat.SIZE);
    }

    @Override
    public Packer.Writer writer(PackOptions given) {
        var label = PackFat.label(given);
        int serial = PackFat.serial(given);
        long size = PackFat.size(given, UsbImage.LEAST_SIZE);
        return Packer.streamed((tree, out, task) -> {
            long bytes = size == 0 ? UsbImage.usualSize(tree) : size;
            UsbImage.write(tree, UsbImage.Options.of(bytes, given.time(), label, serial), out, task);
        });
    }
}
