package org.selfsame.build;

import java.util.ArrayList;
import java.util.List;
import org.selfsame.recipe.Recipe;

/// The menus of the boot loaders. Sources: the Syslinux wiki, "SYSLINUX"; the GRUB manual.
final class BootMenu {
    private static final int TENTHS = 10;
    private final Recipe.Boot boot;
    private final List<Item> items = new ArrayList<>();

    /// What can be started.
    private record Item(String title, String kernel, String initrd) {}

    BootMenu(Recipe.Boot boot) {
        this.boot = boot;
    }

    /// Adds a kernel by its path and that of its initrd in the image.
    void add(String title, String kernel, String initrd) {
        items.add(new Item(title, kernel, initrd));
    }

    private String arguments() {
        return boot.arguments().isEmpty() ? "boot=live" : "boot=live " + String.join(" ", boot.arguments());
    }

    /// `isolinux.cfg`.
    String isolinux() {
        var text = new StringBuilder();
        if (boot.arguments().stream().anyMatch(it -> it.startsWith("console=ttyS0"))) {
            text.append("serial 0 115200\n");
        }
        if (boot.timeoutSeconds() > 0) {
            text.append("ui menu.c32\ntimeout ").append((long) boot.timeoutSeconds() * TENTHS).append('\n');
        }
        text.append("prompt 0\ndefault live0\n");
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            text.append("label live").append(i).append("\n    menu label ").append(item.title).append("\n    kernel ")
                    .append(item.kernel).append("\n    append initrd=").append(item.initrd).append(' ')
                    .append(arguments()).append('\n');
        }
        return text.toString();
    }

    /// `grub.cfg`.
    String grub() {
        var text = new StringBuilder("set default=0\nset timeout=" + boot.timeoutSeconds() + "\n");
        for (var item : items) {
            text.append("menuentry '").append(item.title.replace("'", "'\\''")).append("' {\n    linux ")
                    .append(item.kernel).append(' ').append(arguments()).append("\n    initrd ").append(item.initrd)
                    .append("\n}\n");
        }
        return text.toString();
    }
}
